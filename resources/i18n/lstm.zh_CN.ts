<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Learned</source>
        <translation>自行学习</translation>
    </message>
    <message>
        <source>Held at 0</source>
        <translation>固定为 0</translation>
    </message>
    <message>
        <source>Held at 1</source>
        <translation>固定为 1</translation>
    </message>
    <message>
        <source>Initial forget-gate bias</source>
        <translation>遗忘门初始偏置</translation>
    </message>
    <message>
        <source>Where training starts. At +3 the gate passes on 95 % of the cell, at 0 half.</source>
        <translation>训练的起点。+3 时门放行记忆元的 95 %，0 时放行一半。</translation>
    </message>
    <message>
        <source>Forget gate</source>
        <translation>遗忘门</translation>
    </message>
    <message>
        <source>Held at 0 it makes the cell forget everything at each step, held at 1 nothing. “Learned” brings back what the gate had learned.</source>
        <translation>固定为 0 时，记忆元每一步都忘光；固定为 1 时，什么都不忘。选“自行学习”会恢复门已经学到的权重。</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>Remembers</source>
        <translation>记得住</translation>
    </message>
    <message>
        <source>Forget-gate bias +3: recall over 50 steps is learned.</source>
        <translation>遗忘门偏置 +3：学会隔 50 步回忆。</translation>
    </message>
    <message>
        <source>Forgetful</source>
        <translation>记不住</translation>
    </message>
    <message>
        <source>Bias 0: half of the cell is lost at each step, and nothing is learned.</source>
        <translation>偏置 0：记忆元每一步丢掉一半，什么也学不会。</translation>
    </message>
    <message>
        <source>No memory</source>
        <translation>没有记忆</translation>
    </message>
    <message>
        <source>The forget gate is held at 0: the cell keeps nothing.</source>
        <translation>遗忘门固定为 0：记忆元什么都留不住。</translation>
    </message>
    <message>
        <source>Forgetful, but short</source>
        <translation>记不住，但序列短</translation>
    </message>
    <message>
        <source>Over 8 steps bias 0 is enough. Then lengthen the sequence while it trains.</source>
        <translation>只有 8 步时偏置 0 就够了；然后边训练边加长序列。</translation>
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
        <source>Over 200 steps of training every gate stays strictly between 0 and 1.</source>
        <translation>训练 200 步，每个门始终严格介于 0 与 1 之间。</translation>
    </message>
    <message>
        <source>smallest distance from 0 or 1</source>
        <translation>与 0 或 1 的最小距离</translation>
    </message>
    <message>
        <source>Over 200 steps of training the candidate stays strictly between −1 and 1.</source>
        <translation>训练 200 步，候选值始终严格介于 −1 与 1 之间。</translation>
    </message>
    <message>
        <source>smallest distance from −1 or 1</source>
        <translation>与 −1 或 1 的最小距离</translation>
    </message>
    <message>
        <source>Backpropagation through time agrees with finite differences.</source>
        <translation>随时间反向传播得到的梯度与有限差分一致。</translation>
    </message>
    <message>
        <source>largest relative error</source>
        <translation>最大相对误差</translation>
    </message>
    <message>
        <source>Along the cell, ∂C_T/∂C_0 is the product of the forget gates.</source>
        <translation>沿着记忆元，∂C_T/∂C_0 等于各遗忘门之积。</translation>
    </message>
    <message>
        <source>largest relative difference from finite differences</source>
        <translation>与有限差分的最大相对差</translation>
    </message>
    <message>
        <source>With f = 1 and i = 0 the cell arrives unchanged, so ∂C_T/∂C_0 is exactly 1.</source>
        <translation>f = 1、i = 0 时记忆元原样到达，所以 ∂C_T/∂C_0 恰好为 1。</translation>
    </message>
    <message>
        <source>largest change of a cell</source>
        <translation>记忆元的最大变化</translation>
    </message>
    <message>
        <source>Before training, with bias 0, less than a millionth of the error reaches the first step.</source>
        <translation>训练之前，偏置为 0 时，到达第一步的误差不足百万分之一。</translation>
    </message>
    <message>
        <source>Before training, with bias +3, the first step receives even more than the last.</source>
        <translation>训练之前，偏置为 +3 时，第一步收到的误差比最后一步还多。</translation>
    </message>
    <message>
        <source>With bias +3, recall over 50 steps is learned to 95 % within 100 steps.</source>
        <translation>偏置 +3 时，100 步训练之内学会隔 50 步的回忆，准确率达到 95 %。</translation>
    </message>
    <message>
        <source>steps, median of 5 seeds</source>
        <translation>步数，5 个种子的中位数</translation>
    </message>
    <message>
        <source>With bias 0, none of five seeds learns it in 1000 steps.</source>
        <translation>偏置 0 时，五个种子在 1000 步训练内没有一个学会。</translation>
    </message>
    <message>
        <source>seeds that learned it</source>
        <translation>学会的种子数</translation>
    </message>
    <message>
        <source>With bias 0 and only 8 steps it is learned within 100 steps.</source>
        <translation>偏置 0 但只有 8 步时，100 步训练之内学会。</translation>
    </message>
    <message>
        <source>With the forget gate held at 0 the answers stay at chance, 25 %.</source>
        <translation>遗忘门固定为 0 时，答案停在猜测水平 25 %。</translation>
    </message>
    <message>
        <source>accuracy after 600 steps, median of 5 seeds</source>
        <translation>600 步之后的准确率，5 个种子的中位数</translation>
    </message>
</context>
<context>
    <name>LstmView</name>
    <message>
        <source>Forget gate</source>
        <translation>遗忘门</translation>
    </message>
    <message>
        <source>Input gate</source>
        <translation>输入门</translation>
    </message>
    <message>
        <source>Output gate</source>
        <translation>输出门</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选值</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>记忆元</translation>
    </message>
    <message>
        <source>Hidden state</source>
        <translation>隐藏状态</translation>
    </message>
</context>
</TS>
