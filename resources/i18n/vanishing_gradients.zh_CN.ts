<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层数</translation>
    </message>
    <message>
        <source>The gradient passes through all of them. Watch the leftmost bars as you add layers.</source>
        <translation>梯度要穿过每一层。层数增加时，注意最左边的柱子。</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>None (linear)</source>
        <translation>无（线性）</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Its slope multiplies the gradient in every layer. The sigmoid&apos;s is at most 1/4.</source>
        <translation>它的斜率在每一层都要乘到梯度上。Sigmoid 的斜率最大只有 1/4。</translation>
    </message>
    <message>
        <source>Batch normalization</source>
        <translation>批量归一化</translation>
    </message>
    <message>
        <source>Brings the input of every activation back to mean 0 and variance 1.</source>
        <translation>把每个激活函数的输入拉回均值 0、方差 1。</translation>
    </message>
    <message>
        <source>Residual connections</source>
        <translation>残差连接</translation>
    </message>
    <message>
        <source>Each layer adds to its input instead of replacing it: a + f(z).</source>
        <translation>每一层把结果加到输入上，而不是取代它：a + f(z)。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>units</source>
        <translation>个单元</translation>
    </message>
    <message>
        <source>Units in each hidden layer. Narrow layers make the profile ragged.</source>
        <translation>每个隐藏层的单元数。层越窄，各层的梯度越参差。</translation>
    </message>
    <message>
        <source>Xavier (Glorot)</source>
        <translation>Xavier（Glorot）</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <source>Normal, σ = 1</source>
        <translation>正态，σ = 1</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>单位矩阵</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>Initializer</source>
        <translation>初始化方法</translation>
    </message>
    <message>
        <source>How the weights are drawn. Xavier, He and LeCun depend on the width, Normal does not.</source>
        <translation>权重怎样抽取。Xavier、He 和 LeCun 会考虑宽度，正态不考虑。</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Multiplies all initial weights; over L layers the gradient scales with its L-th power.</source>
        <translation>乘在所有初始权重上；经过 L 层，梯度感受到的是它的 L 次幂。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Multiplies the gradient in each step of plain gradient descent.</source>
        <translation>普通梯度下降的每一步中乘在梯度上的数。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>By value</source>
        <translation>按值</translation>
    </message>
    <message>
        <source>By norm</source>
        <translation>按范数</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>By value limits every number to ±c; by norm shortens the whole gradient to c.</source>
        <translation>按值：把每个数限制在 ±c 之内；按范数：把整个梯度的长度缩短到 c。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>By norm, no step is longer than ηc; by value, no number changes by more.</source>
        <translation>按范数裁剪时，每一步都不长于 ηc；按值裁剪时，每个数的变化都不超过 ηc。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>Examples per training step.</source>
        <translation>一步训练所用的样本数。</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>圆环</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>团簇</translation>
    </message>
    <message>
        <source>Digits (real)</source>
        <translation>手写数字（真实）</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Points of two classes in the plane, or 1797 handwritten digits of 8×8 pixels.</source>
        <translation>平面上的两类点，或 1797 个 8×8 像素的手写数字。</translation>
    </message>
    <message>
        <source>float16 (half)</source>
        <translation>float16（半精度）</translation>
    </message>
    <message>
        <source>float32 (single)</source>
        <translation>float32（单精度）</translation>
    </message>
    <message>
        <source>float64 (double)</source>
        <translation>float64（双精度）</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Half precision ends at 65 504 and rounds numbers below 3·10⁻⁸ to 0; without hardware support it is also slow here.</source>
        <translation>半精度最大到 65 504，小于 3·10⁻⁸ 的数舍入为 0；处理器不直接支持它，所以在这里也比较慢。</translation>
    </message>
    <message>
        <source>The signal dies on the way</source>
        <translation>信号死在半路</translation>
    </message>
    <message>
        <source>Twenty sigmoid layers: the first layers receive almost no gradient, and the loss stays where it is.</source>
        <translation>二十层 sigmoid：前面几层什么都听不到，损失停在原地。</translation>
    </message>
    <message>
        <source>He and ReLU keep it alive</source>
        <translation>He 初始化加 ReLU</translation>
    </message>
    <message>
        <source>The same depth, level bars, and the loss falls.</source>
        <translation>同样的深度，柱子一样高，损失下降。</translation>
    </message>
    <message>
        <source>A little too large</source>
        <translation>只大了一点点</translation>
    </message>
    <message>
        <source>Weights 1.2 times as large: press Step two or three times.</source>
        <translation>权重大到 1.2 倍：按两三次“单步”。</translation>
    </message>
    <message>
        <source>The same start, clipped</source>
        <translation>同样的起点，加上裁剪</translation>
    </message>
    <message>
        <source>No step is longer than ηc. The run survives and learns.</source>
        <translation>每一步都不长于 ηc。训练撑住了，并且学会了。</translation>
    </message>
    <message>
        <source>Batch normalization to the rescue</source>
        <translation>批量归一化来救场</translation>
    </message>
    <message>
        <source>Sigmoid again, with every layer&apos;s input brought back to where the slope is steep.</source>
        <translation>还是 sigmoid，但每一层的输入都被拉回斜率大的地方。</translation>
    </message>
    <message>
        <source>A way around</source>
        <translation>绕过去的路</translation>
    </message>
    <message>
        <source>Thirty tanh layers, with a path on which nothing is multiplied.</source>
        <translation>三十层 tanh，外加一条什么都不乘的路。</translation>
    </message>
    <message>
        <source>Half precision</source>
        <translation>半精度</translation>
    </message>
    <message>
        <source>Hatched cells and missing bars: those gradients are exactly 0.</source>
        <translation>画斜线的格子和缺失的柱子：那些梯度恰好是 0。</translation>
    </message>
    <message>
        <source>Vanishing and exploding gradients</source>
        <translation>梯度消失与梯度爆炸</translation>
    </message>
    <message>
        <source>Lower the learning rate or clip the gradient.</source>
        <translation>请调低学习率或截断梯度。</translation>
    </message>
    <message>
        <source>orders of magnitude from the last hidden layer to the first, median of 5 seeds</source>
        <translation>从最后一个到第一个隐藏层相差的数量级，5 个种子的中位数</translation>
    </message>
    <message>
        <source>orders of magnitude up or down, worst of 5 seeds</source>
        <translation>变大或变小的数量级，5 个种子中最差的</translation>
    </message>
    <message>
        <source>accuracy after 200 steps, median of 5 seeds</source>
        <translation>200 步之后的准确率，5 个种子的中位数</translation>
    </message>
    <message>
        <source>largest, in units of ηc, over 100 steps</source>
        <translation>100 步中的最大值，以 ηc 为单位</translation>
    </message>
    <message>
        <source>angle between step and descent, in degrees</source>
        <translation>这一步与下降方向的夹角，单位为度</translation>
    </message>
    <message>
        <source>layers whose weight gradient is exactly 0, median of 5 seeds</source>
        <translation>权重梯度恰好为 0 的层数，5 个种子的中位数</translation>
    </message>
    <message>
        <source>The sigmoid&apos;s slope never exceeds 1/4, for any half-precision number.</source>
        <translation>对半精度的任何一个数，sigmoid 的斜率都不超过 1/4。</translation>
    </message>
    <message>
        <source>largest σ′</source>
        <translation>最大的 σ′</translation>
    </message>
    <message>
        <source>Sigmoid, tanh, ReLU, 60 steps: no layer&apos;s factor exceeds ‖W‖₂ · max f′.</source>
        <translation>Sigmoid、tanh、ReLU 各 60 步：没有一层的倍数超过 ‖W‖₂ · max f′。</translation>
    </message>
    <message>
        <source>largest factor / bound</source>
        <translation>倍数 / 上界的最大值</translation>
    </message>
    <message>
        <source>A sigmoid layer with Xavier weights lets through about a quarter of the gradient.</source>
        <translation>梯度每经过一个采用 Xavier 权重的 sigmoid 层，只剩大约四分之一。</translation>
    </message>
    <message>
        <source>factor, median over layers and 5 seeds</source>
        <translation>倍数，各层与 5 个种子的中位数</translation>
    </message>
    <message>
        <source>Thirty such layers shrink the gradient by more than fifteen orders of magnitude.</source>
        <translation>三十个这样的层使梯度减小十五个数量级以上。</translation>
    </message>
    <message>
        <source>Twenty sigmoid layers: in 200 steps not one bit of W₁ changes.</source>
        <translation>二十层 sigmoid：200 步里 W₁ 一个比特都没有变。</translation>
    </message>
    <message>
        <source>‖ΔW₁‖ / ‖W₁‖, median of 5 seeds</source>
        <translation>‖ΔW₁‖ / ‖W₁‖，5 个种子的中位数</translation>
    </message>
    <message>
        <source>After these 200 steps the network still guesses.</source>
        <translation>这 200 步之后，网络仍是随机猜测。</translation>
    </message>
    <message>
        <source>He and ReLU: over 30 layers the gradient changes by less than two orders of magnitude.</source>
        <translation>He 加 ReLU：经过 30 层，梯度的变化不到两个数量级。</translation>
    </message>
    <message>
        <source>With He and ReLU the 20 layers learn the circles within 200 steps.</source>
        <translation>采用 He 和 ReLU，20 层网络在 200 步之内学会圆环数据。</translation>
    </message>
    <message>
        <source>ReLU by itself is no cure: with LeCun weights 30 layers shrink the gradient by at least four orders of magnitude.</source>
        <translation>单靠 ReLU 不行：采用 LeCun 权重，30 层使梯度至少减小四个数量级。</translation>
    </message>
    <message>
        <source>orders of magnitude from the last hidden layer to the first, median of 20 seeds</source>
        <translation>从最后一个到第一个隐藏层相差的数量级，20 个种子的中位数</translation>
    </message>
    <message>
        <source>Even so, the gradients of its weights are nearly equal in layers 2 to 30.</source>
        <translation>尽管如此，第 2 到 30 层的权重梯度几乎相等。</translation>
    </message>
    <message>
        <source>orders of magnitude from the smallest to the largest, median of 5 seeds</source>
        <translation>最小与最大相差的数量级，5 个种子的中位数</translation>
    </message>
    <message>
        <source>With all weights 0 no hidden layer has any gradient.</source>
        <translation>权重全为 0 时，没有一个隐藏层有梯度。</translation>
    </message>
    <message>
        <source>hidden layers with a weight gradient</source>
        <translation>有权重梯度的隐藏层数</translation>
    </message>
    <message>
        <source>He weights 1.2 times as large, η = 0.1: a float32 overflows within 10 steps.</source>
        <translation>He 权重的 1.2 倍，η = 0.1：10 步之内 float32 溢出。</translation>
    </message>
    <message>
        <source>step of the overflow, latest of 5 seeds</source>
        <translation>溢出的步数，5 个种子中最晚的</translation>
    </message>
    <message>
        <source>Double precision, whose range spans 8 times as many orders of magnitude, lasts at most 2 steps longer.</source>
        <translation>双精度能跨越的数量级是 8 倍之多，最多也只多撑 2 步。</translation>
    </message>
    <message>
        <source>steps gained, most of 5 seeds</source>
        <translation>多撑的步数，5 个种子中最多的</translation>
    </message>
    <message>
        <source>Clipped by norm, no step is longer than ηc.</source>
        <translation>按范数裁剪后，每一步都不长于 ηc。</translation>
    </message>
    <message>
        <source>Clipped by value, no number changes by more than ηc.</source>
        <translation>按值裁剪后，没有一个数的变化超过 ηc。</translation>
    </message>
    <message>
        <source>Clipping by norm keeps the direction of the step.</source>
        <translation>按范数裁剪保持这一步的方向。</translation>
    </message>
    <message>
        <source>Clipping by value changes it.</source>
        <translation>按值裁剪改变方向。</translation>
    </message>
    <message>
        <source>angle between step and descent, in degrees, median of 20 seeds</source>
        <translation>这一步与下降方向的夹角，单位为度，20 个种子的中位数</translation>
    </message>
    <message>
        <source>With the gradient clipped at c = 2 the exploding run learns the circles.</source>
        <translation>在 c = 2 处裁剪梯度，本来会爆炸的训练学会了圆环数据。</translation>
    </message>
    <message>
        <source>With batch normalization the 20 sigmoid layers learn the circles.</source>
        <translation>有了批量归一化，20 层 sigmoid 学会了圆环数据。</translation>
    </message>
    <message>
        <source>There the gradient changes by less than three orders of magnitude from end to end.</source>
        <translation>这时梯度从头到尾的变化不到三个数量级。</translation>
    </message>
    <message>
        <source>Batch normalization does not change the shape of a distribution: skewness stays.</source>
        <translation>批量归一化不改变分布的形状：偏度不变。</translation>
    </message>
    <message>
        <source>change of the skewness of 20 000 exponential numbers</source>
        <translation>20 000 个指数分布的数的偏度变化</translation>
    </message>
    <message>
        <source>What comes out is as skewed as before; a normal distribution has skewness 0.</source>
        <translation>出来的数与原来一样偏斜；正态分布的偏度为 0。</translation>
    </message>
    <message>
        <source>skewness after batch normalization</source>
        <translation>批量归一化之后的偏度</translation>
    </message>
    <message>
        <source>Thirty tanh layers with weights scaled by 0.7 shrink the gradient by at least four orders of magnitude.</source>
        <translation>权重缩放为 0.7 倍的三十层 tanh 使梯度至少减小四个数量级。</translation>
    </message>
    <message>
        <source>With residual connections the same layers change it by less than two.</source>
        <translation>加上残差连接，同样的层使梯度变化不到两个数量级。</translation>
    </message>
    <message>
        <source>And they learn the circles.</source>
        <translation>而且它们学会了圆环数据。</translation>
    </message>
    <message>
        <source>Residual sums of sigmoids, never negative, grow at least tenfold over 20 layers.</source>
        <translation>sigmoid 从不为负，残差相加 20 层后至少增大到十倍。</translation>
    </message>
    <message>
        <source>size of a₂₀ / size of a₁, median of 5 seeds</source>
        <translation>a₂₀ 的大小 / a₁ 的大小，5 个种子的中位数</translation>
    </message>
    <message>
        <source>So with residual connections alone the 20 sigmoid layers keep guessing, η = 0.01.</source>
        <translation>所以单靠残差连接，20 层 sigmoid 仍是随机猜测，η = 0.01。</translation>
    </message>
    <message>
        <source>Together with batch normalization, at the same η, they learn.</source>
        <translation>再加上批量归一化，在同样的 η 下就学会了。</translation>
    </message>
    <message>
        <source>Twenty narrow sigmoid layers in half precision: at least five receive no gradient at all.</source>
        <translation>半精度下二十个窄的 sigmoid 层：至少有五层什么都听不到。</translation>
    </message>
    <message>
        <source>In single precision every one of them receives some.</source>
        <translation>单精度下每一层都能听到一点。</translation>
    </message>
    <message>
        <source>ReLU, 16 units, weights with σ = 1: half precision overflows before the first step.</source>
        <translation>ReLU，16 个单元，权重 σ = 1：半精度在第一步之前就溢出。</translation>
    </message>
    <message>
        <source>layer whose z overflows, median of 5 seeds</source>
        <translation>z 溢出的层，5 个种子的中位数</translation>
    </message>
</context>
<context>
    <name>VanishingView</name>
    <message>
        <source>layer l</source>
        <translation>层 l</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>size of a_l</source>
        <translation>a_l 的大小</translation>
    </message>
    <message>
        <source>Over time: log₁₀ ‖∂L/∂W‖</source>
        <translation>随训练变化：log₁₀ ‖∂L/∂W‖</translation>
    </message>
    <message>
        <source>Factor per layer</source>
        <translation>每层的倍数</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>bound</source>
        <translation>上界</translation>
    </message>
    <message>
        <source>value of a_l</source>
        <translation>a_l 的值</translation>
    </message>
    <message>
        <source>Activations: count, log</source>
        <translation>激活值：出现次数（对数）</translation>
    </message>
    <message>
        <source>training batch</source>
        <translation>小批量</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>猜测水平</translation>
    </message>
    <message>
        <source>Whole gradient</source>
        <translation>整个梯度</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>before clipping</source>
        <translation>裁剪之前</translation>
    </message>
    <message>
        <source>threshold c</source>
        <translation>阈值 c</translation>
    </message>
    <message>
        <source>Weights, last change</source>
        <translation>权重及最近一次变化</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>Loss: {accuracy} right</source>
        <translation>损失：准确率 {accuracy}</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>历程</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>loss L</source>
        <translation>损失 L</translation>
    </message>
    <message>
        <source>Gradient: nothing arrives</source>
        <translation>梯度：什么都没传到</translation>
    </message>
    <message>
        <source>Gradient: {orders} orders lost</source>
        <translation>梯度：减小 {orders} 个数量级</translation>
    </message>
    <message>
        <source>Gradient: {orders} orders gained</source>
        <translation>梯度：增大 {orders} 个数量级</translation>
    </message>
    <message>
        <source>Layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>slope f′ ≈ {slope}</source>
        <translation>斜率 f′ ≈ {slope}</translation>
    </message>
    <message>
        <source>{share} of the units flat</source>
        <translation>{share} 的单元落在平坦区</translation>
    </message>
    <message>
        <source>factor {measured}, at most {bound}</source>
        <translation>倍数 {measured}，上界 {bound}</translation>
    </message>
</context>
</TS>
