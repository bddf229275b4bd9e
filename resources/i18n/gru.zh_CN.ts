<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Initial bias towards keeping</source>
        <translation>初始保留偏置</translation>
    </message>
    <message>
        <source>Where training starts. At +3 the state keeps 95 % of itself at each step, at 0 half, at −3 only 5 %. Which sign b_z needs for that depends on the convention.</source>
        <translation>训练的起点。+3 时状态每一步留下自己的 95 %，0 时留下一半，−3 时只留 5 %。b_z 因此该取什么符号，取决于约定。</translation>
    </message>
    <message>
        <source>(1 − z) h + z h̃</source>
        <translation>(1 − z) h + z h̃</translation>
    </message>
    <message>
        <source>z h + (1 − z) h̃</source>
        <translation>z h + (1 − z) h̃</translation>
    </message>
    <message>
        <source>What z stands for</source>
        <translation>更新门的含义</translation>
    </message>
    <message>
        <source>The share of the candidate, as in the course notes, or the share of the past, as in Cho et al., PyTorch and Keras. The same seed gives the same run either way.</source>
        <translation>候选值的份额，如课程笔记；或过去的份额，如 Cho 等人的论文、PyTorch 和 Keras。种子相同，两种约定的训练也相同。</translation>
    </message>
    <message>
        <source>Before the product</source>
        <translation>相乘之前</translation>
    </message>
    <message>
        <source>After the product</source>
        <translation>相乘之后</translation>
    </message>
    <message>
        <source>Where the reset gate acts</source>
        <translation>重置门的位置</translation>
    </message>
    <message>
        <source>On the state before the recurrent matrix, as in the course notes, or on the product, as in PyTorch and Keras, which is faster on a GPU.</source>
        <translation>作用在与循环矩阵相乘之前的状态上，如课程笔记；或作用在乘积上，如 PyTorch 和 Keras，这样在显卡上更快。</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>Remembers</source>
        <translation>记得住</translation>
    </message>
    <message>
        <source>Bias 3 towards keeping: recall over 50 steps is learned.</source>
        <translation>偏置朝“保留”取 3：学会 50 步的回忆。</translation>
    </message>
    <message>
        <source>Remembers longer</source>
        <translation>记得久</translation>
    </message>
    <message>
        <source>The same over 100 steps.</source>
        <translation>同样的网络，100 步。</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>举棋不定</translation>
    </message>
    <message>
        <source>Bias 0: half of the state is replaced at each step, and nothing is learned.</source>
        <translation>偏置为 0：状态每一步换掉一半，什么也学不会。</translation>
    </message>
    <message>
        <source>Large z</source>
        <translation>大的 z</translation>
    </message>
    <message>
        <source>z near 1 in the notes&apos; formula: the past is replaced, not kept.</source>
        <translation>在课程笔记的公式里 z 接近 1：过去不是被保留，而是被换掉。</translation>
    </message>
    <message>
        <source>The other convention</source>
        <translation>另一种约定</translation>
    </message>
    <message>
        <source>The same network with z and 1 − z exchanged: only the z map is inverted.</source>
        <translation>同一个网络，只是 z 与 1 − z 互换：只有 z 的热图反过来。</translation>
    </message>
    <message>
        <source>Adding problem</source>
        <translation>加法问题</translation>
    </message>
    <message>
        <source>Add two marked numbers among many.</source>
        <translation>在许多数中，把两个带标记的数相加。</translation>
    </message>
    <message>
        <source>Writer</source>
        <translation>作家</translation>
    </message>
    <message>
        <source>Reads a book and writes its own lines.</source>
        <translation>读一本书，然后自己写。</translation>
    </message>
    <message>
        <source>Backpropagation through time agrees with finite differences.</source>
        <translation>随时间反向传播得到的梯度与有限差分一致。</translation>
    </message>
    <message>
        <source>largest relative error, all four variants of the cell</source>
        <translation>四种形式的单元中最大的相对误差</translation>
    </message>
    <message>
        <source>Over 200 steps of training every gate stays strictly between 0 and 1.</source>
        <translation>训练 200 步，每个门始终严格介于 0 与 1 之间。</translation>
    </message>
    <message>
        <source>smallest distance from 0 or 1</source>
        <translation>与 0 或 1 的最小距离</translation>
    </message>
    <message>
        <source>With z = 0 in the notes&apos; formula the state arrives unchanged.</source>
        <translation>在课程笔记的公式里令 z = 0，状态原样到达。</translation>
    </message>
    <message>
        <source>largest change of h over 12 steps</source>
        <translation>12 步之间 h 的最大变化</translation>
    </message>
    <message>
        <source>With z = 1 in the notes&apos; formula nothing of the past is kept: h is the candidate.</source>
        <translation>在课程笔记的公式里令 z = 1，过去一点不留：h 就是候选值。</translation>
    </message>
    <message>
        <source>largest difference of h from the candidate</source>
        <translation>h 与候选值的最大差</translation>
    </message>
    <message>
        <source>With W_z and b_z negated both conventions give the same states, and z becomes 1 − z.</source>
        <translation>把 W_z 和 b_z 取相反数，两种约定给出相同的状态，而 z 变成 1 − z。</translation>
    </message>
    <message>
        <source>largest difference</source>
        <translation>最大的差</translation>
    </message>
    <message>
        <source>They also train alike: over 100 steps the losses are the same.</source>
        <translation>训练过程也一样：100 步的损失完全相同。</translation>
    </message>
    <message>
        <source>largest difference of the loss</source>
        <translation>损失的最大差</translation>
    </message>
    <message>
        <source>A GRU has three quarters of the parameters of an LSTM of the same size.</source>
        <translation>GRU 的参数是同样大小的 LSTM 的四分之三。</translation>
    </message>
    <message>
        <source>parameters, GRU / LSTM, 9 inputs, 32 units</source>
        <translation>参数个数之比 GRU / LSTM，9 个输入，32 个单元</translation>
    </message>
    <message>
        <source>Before training, with bias 3, more than 5 % of the error crosses 49 steps.</source>
        <translation>训练之前，偏置为 3 时，能走完 49 步的误差超过 5 %。</translation>
    </message>
    <message>
        <source>With bias 0 it is less than a millionth.</source>
        <translation>偏置为 0 时不到百万分之一。</translation>
    </message>
    <message>
        <source>With bias 3 towards keeping, recall over 50 steps is learned within 200 steps.</source>
        <translation>偏置朝“保留”取 3 时，200 步训练内学会 50 步的回忆。</translation>
    </message>
    <message>
        <source>steps to 95 %, median of 5 seeds</source>
        <translation>达到 95 % 所需的步数，5 个种子的中位数</translation>
    </message>
    <message>
        <source>With the same bias, recall over 100 steps is learned within 300 steps.</source>
        <translation>偏置相同，300 步训练内学会 100 步的回忆。</translation>
    </message>
    <message>
        <source>With bias 0, none of three seeds learns recall over 50 steps in 1000 steps.</source>
        <translation>偏置为 0 时，三个种子在 1000 步训练内没有一个学会 50 步的回忆。</translation>
    </message>
    <message>
        <source>seeds that learned it</source>
        <translation>学会的种子数</translation>
    </message>
    <message>
        <source>If z starts near 1 in the notes&apos; formula, recall stays at chance, 25 %.</source>
        <translation>在课程笔记的公式里让 z 从接近 1 开始，回忆停在猜测水平 25 %。</translation>
    </message>
    <message>
        <source>accuracy after 300 steps, median of 5 seeds</source>
        <translation>300 步之后的准确率，5 个种子的中位数</translation>
    </message>
</context>
<context>
    <name>GruView</name>
    <message>
        <source>Reset gate</source>
        <translation>重置门</translation>
    </message>
    <message>
        <source>Update gate</source>
        <translation>更新门</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选值</translation>
    </message>
    <message>
        <source>Hidden state</source>
        <translation>隐藏状态</translation>
    </message>
</context>
</TS>
