<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Sequence length</source>
        <translation>序列长度</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Steps from the first input to the last. Changing it keeps the weights.</source>
        <translation>从第一个输入到最后一个输入的步数。改变它时权重保留。</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>隐藏单元数</translation>
    </message>
    <message>
        <source>Number of units in the recurrent layer.</source>
        <translation>循环层的单元数。</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Nonlinearity</source>
        <translation>非线性函数</translation>
    </message>
    <message>
        <source>Squashes the state. Its slope multiplies the error at every step: at most 1, and for the sigmoid at most ¼. Changing it keeps the weights.</source>
        <translation>压缩状态的函数。误差每一步都要乘以它的斜率：最大为 1，sigmoid 最大为 ¼。更换时权重保留。</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>单位矩阵</translation>
    </message>
    <message>
        <source>Initial recurrent matrix</source>
        <translation>初始循环矩阵</translation>
    </message>
    <message>
        <source>Random: eigenvalues fill a disc. Orthogonal: all on its edge, and no direction shrinks more than another. Identity: each unit keeps its own value. All are scaled to the radius.</source>
        <translation>随机：特征值铺满一个圆盘。正交：特征值都在圆周上，各个方向缩放相同。单位矩阵：每个单元保留自己。三者都按谱半径缩放。</translation>
    </message>
    <message>
        <source>Initial spectral radius</source>
        <translation>初始谱半径</translation>
    </message>
    <message>
        <source>Modulus of W&apos;s largest eigenvalue. Below 1 the error fades, above 1 it may explode.</source>
        <translation>W 的最大特征值的模。小于 1 时误差逐渐消失，大于 1 时可能爆炸。</translation>
    </message>
    <message>
        <source>Carry the error back at most</source>
        <translation>误差最多往回传</translation>
    </message>
    <message>
        <source>Truncated backpropagation through time; 0 goes back to the first step.</source>
        <translation>截断的随时间反向传播；0 表示一直传到第一步。</translation>
    </message>
    <message>
        <source>RNN</source>
        <translation>RNN</translation>
    </message>
    <message>
        <source>Remembers</source>
        <translation>记得住</translation>
    </message>
    <message>
        <source>tanh, an orthogonal W and 20 steps: quickly learned.</source>
        <translation>tanh，正交的 W，20 步：一会儿就学会。</translation>
    </message>
    <message>
        <source>Squashed</source>
        <translation>被压扁</translation>
    </message>
    <message>
        <source>The sigmoid&apos;s slope, at most ¼, shrinks the error at every step.</source>
        <translation>sigmoid 的斜率不超过 ¼，误差每一步都要缩小。</translation>
    </message>
    <message>
        <source>Fading</source>
        <translation>逐渐消失</translation>
    </message>
    <message>
        <source>Spectral radius ½: about half of the error is gone at every step.</source>
        <translation>谱半径为 ½：误差每一步大约少一半。</translation>
    </message>
    <message>
        <source>Explodes</source>
        <translation>爆炸</translation>
    </message>
    <message>
        <source>ReLU, radius 1.1 and no clipping: the error grows until nothing is finite.</source>
        <translation>ReLU，半径 1.1，不裁剪：误差一路增长，直到数值不再有限。</translation>
    </message>
    <message>
        <source>Explodes, but clipped</source>
        <translation>爆炸，但有裁剪</translation>
    </message>
    <message>
        <source>The same run with the gradient clipped at 1.</source>
        <translation>同样的训练，只是把梯度裁剪到 1。</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>截断反向传播</translation>
    </message>
    <message>
        <source>The error is carried back 2 steps; the symbol lies 9 steps back.</source>
        <translation>误差只往回传 2 步，而符号在 9 步之前。</translation>
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
        <source>largest relative error, tanh, sigmoid and ReLU</source>
        <translation>tanh、sigmoid 和 ReLU 中最大的相对误差</translation>
    </message>
    <message>
        <source>The contributions of the time steps add up to ∂L/∂W.</source>
        <translation>各时间步的贡献之和等于 ∂L/∂W。</translation>
    </message>
    <message>
        <source>largest relative difference</source>
        <translation>最大的相对差</translation>
    </message>
    <message>
        <source>No step back multiplies the error by more than ‖W‖ · max f′.</source>
        <translation>每往回一步，误差最多乘以 ‖W‖ · max f′。</translation>
    </message>
    <message>
        <source>largest measured factor, as a share of the bound</source>
        <translation>实测最大倍数与上界之比</translation>
    </message>
    <message>
        <source>For small signals and ρ below 1 the error falls by a factor of ρ at each step.</source>
        <translation>信号很小且 ρ 小于 1 时，误差每一步乘以 ρ。</translation>
    </message>
    <message>
        <source>largest relative difference from ρ = 0.5, 0.7, 0.9</source>
        <translation>与 ρ = 0.5、0.7、0.9 的最大相对差</translation>
    </message>
    <message>
        <source>ReLU, W = 1.1 · identity: over 100 steps the error grows more than a thousandfold.</source>
        <translation>ReLU，W 为单位矩阵的 1.1 倍：100 步之间误差增长到一千倍以上。</translation>
    </message>
    <message>
        <source>With the sigmoid less than a billionth of the error crosses 19 steps.</source>
        <translation>用 sigmoid 时，能走完 19 步的误差不到十亿分之一。</translation>
    </message>
    <message>
        <source>With tanh and an orthogonal W more than a tenth of it does.</source>
        <translation>用 tanh 和正交的 W 时，超过十分之一。</translation>
    </message>
    <message>
        <source>Sigmoid, orthogonal W: the longest delay learned is below six steps.</source>
        <translation>sigmoid，正交的 W：能学会的最长延迟不到六步。</translation>
    </message>
    <message>
        <source>longest delay learned in 400 steps, median of 5 seeds, 16 units</source>
        <translation>400 步训练内学会的最长延迟，5 个种子的中位数，16 个单元</translation>
    </message>
    <message>
        <source>tanh, random W of radius 1: at least 10 steps are learned.</source>
        <translation>tanh，半径为 1 的随机 W：至少能学会 10 步。</translation>
    </message>
    <message>
        <source>tanh, orthogonal W: at least 15 steps are learned.</source>
        <translation>tanh，正交的 W：至少能学会 15 步。</translation>
    </message>
    <message>
        <source>Without clipping, the run “Explodes” is no longer finite after a few steps.</source>
        <translation>不裁剪时，“爆炸”的训练没几步数值就不再有限。</translation>
    </message>
    <message>
        <source>step at which a number is no longer finite</source>
        <translation>数值不再有限的那一步</translation>
    </message>
    <message>
        <source>Clipped at 1, the same run stays finite and learns recall over 50 steps.</source>
        <translation>裁剪到 1 之后，同样的训练保持有限，并学会 50 步的回忆。</translation>
    </message>
    <message>
        <source>accuracy after 400 steps, median of 3 seeds</source>
        <translation>400 步之后的准确率，3 个种子的中位数</translation>
    </message>
    <message>
        <source>With k = 2, only the last 2 steps contribute to ∂L/∂W.</source>
        <translation>k = 2 时，只有最后 2 步对 ∂L/∂W 有贡献。</translation>
    </message>
    <message>
        <source>largest contribution of an earlier step</source>
        <translation>更早的步的最大贡献</translation>
    </message>
    <message>
        <source>Radius ½, 10 steps, k = 2: the answers stay near chance, 25 %.</source>
        <translation>半径 ½，10 步，k = 2：答案停在猜测水平 25 % 附近。</translation>
    </message>
    <message>
        <source>accuracy after 400 steps, median of 5 seeds</source>
        <translation>400 步之后的准确率，5 个种子的中位数</translation>
    </message>
    <message>
        <source>The same network learns it within 400 steps when the error goes all the way back.</source>
        <translation>让误差一直传到头，同一个网络在 400 步内就能学会。</translation>
    </message>
    <message>
        <source>steps, median of 5 seeds</source>
        <translation>步数，5 个种子的中位数</translation>
    </message>
    <message>
        <source>Radius 1, 15 steps, k = 5: learned although the error never reaches the symbol.</source>
        <translation>半径 1，15 步，k = 5：误差从来到不了那个符号，却仍然学会了。</translation>
    </message>
</context>
<context>
    <name>RnnView</name>
    <message>
        <source>Hidden state</source>
        <translation>隐藏状态</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>W</source>
        <translation>特征值</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>各步的贡献</translation>
    </message>
    <message>
        <source>Network, unrolled in time</source>
        <translation>沿时间展开的网络</translation>
    </message>
    <message>
        <source>bound, ‖W‖ · max f′ per step</source>
        <translation>上界，每步 ‖W‖ · max f′</translation>
    </message>
    <message>
        <source>ρ · max f′ per step</source>
        <translation>每步 ρ · max f′</translation>
    </message>
    <message>
        <source>Each step&apos;s share of ∂L/∂W</source>
        <translation>各步对 ∂L/∂W 的贡献</translation>
    </message>
    <message>
        <source>step t</source>
        <translation>时刻 t</translation>
    </message>
    <message>
        <source>norm of the share</source>
        <translation>贡献的范数</translation>
    </message>
    <message>
        <source>each step</source>
        <translation>每一步</translation>
    </message>
    <message>
        <source>eigenvalues</source>
        <translation>特征值</translation>
    </message>
    <message>
        <source>unit circle</source>
        <translation>单位圆</translation>
    </message>
    <message>
        <source>Eigenvalues of W</source>
        <translation>W 的特征值</translation>
    </message>
    <message>
        <source>Eigenvalues of W: ρ = {radius:.3f}, ‖W‖ = {norm:.3f}</source>
        <translation>W 的特征值：ρ = {radius:.3f}，‖W‖ = {norm:.3f}</translation>
    </message>
    <message>
        <source>real part</source>
        <translation>实部</translation>
    </message>
    <message>
        <source>imaginary part</source>
        <translation>虚部</translation>
    </message>
</context>
</TS>
