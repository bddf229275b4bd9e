<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Dropout</source>
        <translation>Dropout（暂退法）</translation>
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
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Drop rate</source>
        <translation>丢弃率</translation>
    </message>
    <message>
        <source>Probability that a hidden unit is dropped. Some texts give the keep probability 1 − p instead and call it the ratio. 0 means no dropout.</source>
        <translation>隐藏单元被丢弃的概率。有些教材给出的是保留概率 1 − p，称之为“比率”。0 表示不用 dropout。</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>反向缩放</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>经典</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Inverted: kept values are divided by 1 − p in training, and nothing is done at test time. Classic: nothing in training; all values are multiplied by 1 − p at test time.</source>
        <translation>反向缩放：训练时保留的值除以 1 − p，测试时什么也不做。经典：训练时不缩放，测试时所有值乘以 1 − p。</translation>
    </message>
    <message>
        <source>One per example</source>
        <translation>每个样本一个</translation>
    </message>
    <message>
        <source>One per batch</source>
        <translation>整批一个</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>Libraries draw a mask for each example. With one mask for the whole batch, a dropped unit gets no gradient at all in that step.</source>
        <translation>框架给每个样本各抽一个掩码。整批共用一个时，被丢弃的单元在这一步完全得不到梯度。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Units in each of the two hidden layers. Dropout needs units to spare.</source>
        <translation>两个隐藏层各有多少个单元。Dropout 需要有富余的单元。</translation>
    </message>
    <message>
        <source>Training digits</source>
        <translation>训练数字</translation>
    </message>
    <message>
        <source>The fewer there are, the easier they are to learn by heart.</source>
        <translation>越少越容易被背下来。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>Digits per training step, drawn with replacement.</source>
        <translation>每一步有放回地抽取多少个数字。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Size of the steps. Steps that are too large throw the weights far away.</source>
        <translation>每一步的大小。步子太大，权重就会飞走。</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Momentum 0.9</source>
        <translation>动量 0.9</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Under plain SGD a weight with no gradient stays put. Momentum and Adam keep moving it; Adam needs a rate near 0.003.</source>
        <translation>普通 SGD 不动没有梯度的权重，动量法和 Adam 会继续移动它。Adam 的学习率宜在 0.003 附近。</translation>
    </message>
    <message>
        <source>Dropout left on at test time</source>
        <translation>测试时没有关掉 dropout</translation>
    </message>
    <message>
        <source>The classic mistake: the test digits, too, pass through a network with random holes.</source>
        <translation>经典的错误：测试数字也交给了带随机缺口的网络。</translation>
    </message>
    <message>
        <source>Test digit</source>
        <translation>测试数字</translation>
    </message>
    <message>
        <source>The digit that the 64 masked networks classify.</source>
        <translation>让 64 个带随机掩码的网络来认的那个测试数字。</translation>
    </message>
    <message>
        <source>Learned by heart</source>
        <translation>背下来了</translation>
    </message>
    <message>
        <source>No dropout: every training digit is right, many test digits are not.</source>
        <translation>没有 dropout：训练数字全对，测试数字却错了不少。</translation>
    </message>
    <message>
        <source>Half of the units dropped</source>
        <translation>丢掉一半的单元</translation>
    </message>
    <message>
        <source>Slower, but on average the gap between training and test is smaller.</source>
        <translation>慢一些，但训练与测试之间的差距平均而言更小。</translation>
    </message>
    <message>
        <source>Forgot to switch it off</source>
        <translation>忘了关掉</translation>
    </message>
    <message>
        <source>The same training, but the masks stay on at test time. Switch them off and compare.</source>
        <translation>训练完全一样，测试时掩码还开着。关掉它，看看变化。</translation>
    </message>
    <message>
        <source>One mask for the batch</source>
        <translation>整批一个掩码</translation>
    </message>
    <message>
        <source>Dropped units get no gradient: look at the lower strip.</source>
        <translation>被丢弃的单元没有梯度：看“权重的梯度”图。</translation>
    </message>
    <message>
        <source>A hundred digits</source>
        <translation>一百个数字</translation>
    </message>
    <message>
        <source>Fewer digits, a wider gap, with or without dropout.</source>
        <translation>数字越少，差距越大，有没有 dropout 都一样。</translation>
    </message>
    <message>
        <source>Too much of it</source>
        <translation>过了头</translation>
    </message>
    <message>
        <source>One or two of 16 units are left: too few to learn with.</source>
        <translation>16 个单元只剩一两个：拿什么来学？</translation>
    </message>
    <message>
        <source>largest difference, in standard errors</source>
        <translation>最大的差，以标准误为单位</translation>
    </message>
    <message>
        <source>largest |∂L/∂w| of their weights</source>
        <translation>这些单元的权重中最大的 |∂L/∂w|</translation>
    </message>
    <message>
        <source>largest change of their weights in one step</source>
        <translation>这些单元的权重一步之内的最大变化</translation>
    </message>
    <message>
        <source>Over 4000 masks the mean of a ⊙ m/(1−p) is a, for every active unit of a layer.</source>
        <translation>对 4000 个掩码取平均，一层中每个激活的单元的 a ⊙ m/(1−p) 都等于 a。</translation>
    </message>
    <message>
        <source>The mean of a ⊙ m is (1−p) a: classic scaling, too, is right on average.</source>
        <translation>a ⊙ m 的平均值是 (1−p) a：经典缩放平均而言也是对的。</translation>
    </message>
    <message>
        <source>Units dropped for the whole batch: the gradient of each of their weights is exactly 0.</source>
        <translation>被整批丢弃的单元：每个权重的梯度恰好是 0。</translation>
    </message>
    <message>
        <source>Plain SGD does not move these weights in that step.</source>
        <translation>普通 SGD 在这一步不移动这些权重。</translation>
    </message>
    <message>
        <source>Adam moves them anyway, because it remembers earlier gradients.</source>
        <translation>Adam 凭着对以前梯度的记忆，照样移动它们。</translation>
    </message>
    <message>
        <source>With one mask per digit, no unit was dropped for all 32 digits in any of 300 batches.</source>
        <translation>32 个数字各有一个掩码时，300 个小批量里没有一个单元被所有数字同时丢弃。</translation>
    </message>
    <message>
        <source>units without any gradient</source>
        <translation>完全没有梯度的单元数</translation>
    </message>
    <message>
        <source>p = 0.5, inverted: the gradient at a surviving unit is about twice as large.</source>
        <translation>p = 0.5、反向缩放：存活单元上的梯度大约是两倍。</translation>
    </message>
    <message>
        <source>size with dropout / without</source>
        <translation>有 dropout 时的大小 / 没有时的大小</translation>
    </message>
    <message>
        <source>Averaged over 200 masks, dropped units included, it is no larger than without dropout.</source>
        <translation>对 200 个掩码取平均（包括被丢弃的单元），梯度并不比没有 dropout 时更大。</translation>
    </message>
    <message>
        <source>size of the mean gradient / without dropout</source>
        <translation>平均梯度的大小 / 没有 dropout 时的大小</translation>
    </message>
    <message>
        <source>Without dropout all 200 training digits are right after 1000 steps.</source>
        <translation>没有 dropout 时，1000 步之后 200 个训练数字全对。</translation>
    </message>
    <message>
        <source>training accuracy, median of 7 seeds</source>
        <translation>训练准确率，7 个种子的中位数</translation>
    </message>
    <message>
        <source>After 1000 steps p = 0.5 has, on average, a smaller gap between training and test.</source>
        <translation>1000 步之后，p = 0.5 时训练与测试的差距平均而言更小。</translation>
    </message>
    <message>
        <source>gap without − gap with, points of accuracy, mean of 15 seeds</source>
        <translation>没有时的准确率差距 − 有时的差距，以百分点计，15 个种子的平均值</translation>
    </message>
    <message>
        <source>After 1000 steps p = 0.5 has, on average, the higher test accuracy.</source>
        <translation>1000 步之后，p = 0.5 的测试准确率平均而言更高。</translation>
    </message>
    <message>
        <source>Classic without its scaling at test time is overconfident: the test loss grows by half.</source>
        <translation>经典 dropout 测试时不缩放会过于自信：测试损失增加一半以上。</translation>
    </message>
    <message>
        <source>16 units and p = 0.9: most of them are dead, that is, 0 for every training digit.</source>
        <translation>16 个单元、p = 0.9：大多数隐藏单元死掉了，对每个训练数字都是 0。</translation>
    </message>
    <message>
        <source>share of units still alive, median of 7 seeds</source>
        <translation>仍然活着的单元的比例，7 个种子的中位数</translation>
    </message>
    <message>
        <source>test accuracy with − without, in points, mean of 15 seeds</source>
        <translation>有 dropout 时的测试准确率 − 没有时的，以百分点计，15 个种子的平均值</translation>
    </message>
    <message>
        <source>p = 0.5 needs more steps to bring the training loss, without masks, down to 0.05.</source>
        <translation>p = 0.5 需要更多步，才能使不带掩码的训练损失降到 0.05。</translation>
    </message>
    <message>
        <source>steps with / steps without, median of 7 seeds</source>
        <translation>有 dropout 时的步数 / 没有时的步数，7 个种子的中位数</translation>
    </message>
    <message>
        <source>After 300 steps with p = 0.5, dropout left on at test time costs accuracy.</source>
        <translation>以 p = 0.5 训练 300 步之后，测试时不关 dropout 会损失准确率。</translation>
    </message>
    <message>
        <source>test accuracy lost, median of 7 seeds</source>
        <translation>损失的测试准确率，7 个种子的中位数</translation>
    </message>
    <message>
        <source>After 300 steps none of 64 masked networks beats the whole one on the test digits.</source>
        <translation>300 步之后，64 个带掩码的网络在测试数字上没有一个胜过完整的网络。</translation>
    </message>
    <message>
        <source>masks that are better, median of 5 seeds</source>
        <translation>更好的掩码个数，5 个种子的中位数</translation>
    </message>
    <message>
        <source>The averaged answer of the 64 is about as good as one pass of the whole network.</source>
        <translation>64 个回答的平均与完整网络的一次前向计算差不多一样好。</translation>
    </message>
    <message>
        <source>difference in test accuracy, median of 5 seeds</source>
        <translation>测试准确率之差，5 个种子的中位数</translation>
    </message>
    <message>
        <source>Classic without its scaling at test time hardly changes which answer is chosen.</source>
        <translation>经典 dropout 测试时不缩放，选出的答案几乎不变。</translation>
    </message>
    <message>
        <source>change of test accuracy, median of 3 seeds</source>
        <translation>测试准确率的变化，3 个种子的中位数</translation>
    </message>
    <message>
        <source>test loss without scaling / with, median of 3 seeds</source>
        <translation>不缩放的测试损失 / 缩放的，3 个种子的中位数</translation>
    </message>
    <message>
        <source>The loss of the masked batches stays far above the training loss without masks.</source>
        <translation>带掩码的小批量的损失一直远高于不带掩码的训练损失。</translation>
    </message>
    <message>
        <source>last 100 batches / all training digits without masks</source>
        <translation>最后 100 个小批量 / 不带掩码的全部训练数字</translation>
    </message>
    <message>
        <source>16 units and p = 0.9: after 1000 steps hardly anything is learned.</source>
        <translation>16 个单元、p = 0.9：1000 步之后几乎什么也没学到。</translation>
    </message>
</context>
<context>
    <name>DropoutView</name>
    <message>
        <source>This batch: choose a digit</source>
        <translation>这一批：选一个数字</translation>
    </message>
    <message>
        <source>{layer}, unit {unit}</source>
        <translation>{layer}，单元 {unit}</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>dropped by all</source>
        <translation>全部丢弃</translation>
    </message>
    <message>
        <source>before</source>
        <translation>缩放前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>缩放后</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss L</source>
        <translation>损失 L</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>正确比例</translation>
    </message>
    <message>
        <source>batch, with masks</source>
        <translation>本批（带掩码）</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>64 masks</source>
        <translation>64 个掩码</translation>
    </message>
    <message>
        <source>their mean</source>
        <translation>回答的平均</translation>
    </message>
    <message>
        <source>whole network, scaled</source>
        <translation>完整网络，已缩放</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>A test digit, {label}: {right} of {all} masks right</source>
        <translation>测试数字 {label}：{all} 个掩码对了 {right} 个</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>p = {rate}</source>
        <translation>p = {rate}</translation>
    </message>
    <message>
        <source>keep probability {keep}</source>
        <translation>保留概率&#xa0;{keep}</translation>
    </message>
    <message>
        <source>train {train} %, test {test} %, gap {gap} points</source>
        <translation>训练&#xa0;{train} %，测试&#xa0;{test} %，相差 {gap}&#xa0;个百分点</translation>
    </message>
    <message>
        <source>layer {layer} passes on {training} in training, {test} at test time</source>
        <translation>第&#xa0;{layer}&#xa0;层的平均输出：训练时&#xa0;{training}，测试时&#xa0;{test}</translation>
    </message>
    <message>
        <source>dropout is on at test time!</source>
        <translation>测试时 dropout 还开着！</translation>
    </message>
    <message>
        <source>hidden {layer}</source>
        <translation>隐藏层 {layer}</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>0 … 9</source>
        <translation>0 … 9</translation>
    </message>
    <message>
        <source>A {label}: {first} and {second} of {all} units dropped</source>
        <translation>数字 {label}：两层各 {all} 个单元，丢弃 {first} 个和 {second} 个</translation>
    </message>
    <message>
        <source>unit of hidden layer {layer}</source>
        <translation>隐藏层 {layer} 的单元</translation>
    </message>
    <message>
        <source>Gradient at the units, this digit</source>
        <translation>单元上的梯度（这个数字）</translation>
    </message>
    <message>
        <source>Gradient of their weights, whole batch</source>
        <translation>权重的梯度（整批）</translation>
    </message>
    <message>
        <source>Kept in layer {layer}: scaling</source>
        <translation>第 {layer} 层保留的值</translation>
    </message>
    <message>
        <source>activation a</source>
        <translation>激活值 a</translation>
    </message>
    <message>
        <source>count</source>
        <translation>个数</translation>
    </message>
</context>
</TS>
