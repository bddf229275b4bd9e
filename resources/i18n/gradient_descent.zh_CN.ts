<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>选手</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Adagrad</source>
        <translation>Adagrad</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Bowl</source>
        <translation>碗</translation>
    </message>
    <message>
        <source>Ravine</source>
        <translation>峡谷</translation>
    </message>
    <message>
        <source>Saddle</source>
        <translation>马鞍面</translation>
    </message>
    <message>
        <source>Rosenbrock</source>
        <translation>Rosenbrock</translation>
    </message>
    <message>
        <source>Beale</source>
        <translation>Beale</translation>
    </message>
    <message>
        <source>Many minima</source>
        <translation>多个极小点</translation>
    </message>
    <message>
        <source>Least squares</source>
        <translation>最小二乘</translation>
    </message>
    <message>
        <source>The loss as a function of two weights. Drag the start point on it.</source>
        <translation>损失是两个权重的函数。起点可以在曲面上拖动。</translation>
    </message>
    <message>
        <source>Condition number</source>
        <translation>条件数</translation>
    </message>
    <message>
        <source>The ravine&apos;s largest curvature; the smallest is 1. At 1 the ravine is a bowl.</source>
        <translation>峡谷的最大曲率；最小曲率是 1。取 1 时就是碗。</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Adagrad, RMSprop and Adam scale each axis separately: turn the ravine and see.</source>
        <translation>Adagrad、RMSprop 和 Adam 对每个坐标轴分别缩放：转动峡谷看看。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>For SGD, momentum and Nesterov: multiplies the gradient.</source>
        <translation>用于 SGD、动量和 Nesterov：它乘在梯度上。</translation>
    </message>
    <message>
        <source>Adaptive rate</source>
        <translation>自适应学习率</translation>
    </message>
    <message>
        <source>For Adagrad, RMSprop and Adam: sets how long their first step is, on any slope.</source>
        <translation>用于 Adagrad、RMSprop 和 Adam：决定第一步的长度，不论坡有多陡。</translation>
    </message>
    <message>
        <source>For momentum and Nesterov: how much of its velocity a racer keeps.</source>
        <translation>选手保留多少速度。用于动量和 Nesterov。</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>1/t</source>
        <translation>1/t</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Halved in steps</source>
        <translation>逐级减半</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>衰减方式</translation>
    </message>
    <message>
        <source>How both learning rates fall over time.</source>
        <translation>两个学习率怎样随步数下降。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Decay time</source>
        <translation>衰减时间</translation>
    </message>
    <message>
        <source>1/t: half the rate is left after τ. Exponential: 37 %. Cosine: none.</source>
        <translation>经过 τ 步后，1/t 剩一半，指数剩 37 %，余弦一点不剩。</translation>
    </message>
    <message>
        <source>Gradient noise</source>
        <translation>梯度噪声</translation>
    </message>
    <message>
        <source>Standard deviation of the noise added to each gradient component.</source>
        <translation>加在梯度每个分量上的噪声的标准差。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>Examples used for each gradient, out of 200. With all 200 there is no noise.</source>
        <translation>200 个样本中每次用来算梯度的个数。全部用上就没有噪声。</translation>
    </message>
    <message>
        <source>Start point</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Where every racer starts. A point off the surface is moved to its edge.</source>
        <translation>所有选手的出发点；超出曲面时移到边上。</translation>
    </message>
    <message>
        <source>Along the ravine</source>
        <translation>沿着峡谷</translation>
    </message>
    <message>
        <source>SGD crawls, momentum swings, the adaptive racers cut across.</source>
        <translation>SGD 慢慢爬，动量来回荡，自适应方法抄近路。</translation>
    </message>
    <message>
        <source>One per cent too far</source>
        <translation>多了百分之一</translation>
    </message>
    <message>
        <source>η is 1 % above 2/λ_max: each bounce is wider than the last. Momentum tolerates it.</source>
        <translation>η 比 2/λ_max 高 1 %：每弹一次都比上一次更远。动量法承受得住。</translation>
    </message>
    <message>
        <source>The best fixed rate</source>
        <translation>最好的固定学习率</translation>
    </message>
    <message>
        <source>η = 2/(λ_min + λ_max): plain gradient descent can&apos;t be faster here.</source>
        <translation>η = 2/(λ_min + λ_max)：普通梯度下降在这里不可能更快。</translation>
    </message>
    <message>
        <source>The turned ravine</source>
        <translation>转过的峡谷</translation>
    </message>
    <message>
        <source>The axes no longer fit. Turn φ back to 0 and reset: Adagrad and Adam run straight.</source>
        <translation>坐标轴不再合适。把 φ 转回 0 再重置：Adagrad 和 Adam 就跑直了。</translation>
    </message>
    <message>
        <source>Balanced on the saddle</source>
        <translation>停在马鞍上</translation>
    </message>
    <message>
        <source>Exactly on the ridge no racer ever falls. Add a little gradient noise.</source>
        <translation>恰好在脊线上，谁也不会掉下去。加一点梯度噪声。</translation>
    </message>
    <message>
        <source>Rosenbrock&apos;s curved valley</source>
        <translation>Rosenbrock 的弯谷</translation>
    </message>
    <message>
        <source>Getting into the valley is quick, moving along it is slow.</source>
        <translation>下到谷底很快，沿着谷底很慢。</translation>
    </message>
    <message>
        <source>Walls and floors</source>
        <translation>峭壁与平地</translation>
    </message>
    <message>
        <source>Beale&apos;s walls are steep and its floor is flat: one rate does not suit both.</source>
        <translation>Beale 函数边上陡、底下平：一个学习率难以兼顾。</translation>
    </message>
    <message>
        <source>Which hollow?</source>
        <translation>落进哪个坑？</translation>
    </message>
    <message>
        <source>The same start, but different minima.</source>
        <translation>同一个起点，不同的极小点。</translation>
    </message>
    <message>
        <source>Never quite there</source>
        <translation>总差一点</translation>
    </message>
    <message>
        <source>Small batches: SGD arrives and keeps oscillating. Switch the schedule to 1/t.</source>
        <translation>小批量：SGD 到了却一直震荡。把衰减方式换成 1/t。</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>amplitude of steps 2000–3000 / of 100–500, median of 5 seeds</source>
        <translation>第 2000–3000 步的幅度 / 第 100–500 步的幅度，5 个种子的中位数</translation>
    </message>
    <message>
        <source>On every surface the gradient agrees with finite differences.</source>
        <translation>在每个曲面上，梯度都与有限差分的结果一致。</translation>
    </message>
    <message>
        <source>largest relative error</source>
        <translation>最大相对误差</translation>
    </message>
    <message>
        <source>With η 1 % below 2/λ_max plain gradient descent still converges.</source>
        <translation>η 比 2/λ_max 低 1 % 时，普通梯度下降仍然收敛。</translation>
    </message>
    <message>
        <source>factor of the distance, per step</source>
        <translation>每一步距离所乘的倍数</translation>
    </message>
    <message>
        <source>With η 1 % above 2/λ_max it diverges.</source>
        <translation>η 比 2/λ_max 高 1 % 时，它发散。</translation>
    </message>
    <message>
        <source>On three ravines, turned or not, the limit lies at 2/λ_max.</source>
        <translation>在三个峡谷上，不论转没转过，两者的分界都在 2/λ_max。</translation>
    </message>
    <message>
        <source>largest relative deviation of the limit</source>
        <translation>分界的最大相对偏差</translation>
    </message>
    <message>
        <source>The fastest fixed rate is 2/(λ_min + λ_max).</source>
        <translation>最快的固定学习率是 2/(λ_min + λ_max)。</translation>
    </message>
    <message>
        <source>relative deviation of the fastest of 11 rates</source>
        <translation>11 个学习率中最快者的相对偏差</translation>
    </message>
    <message>
        <source>At that rate each step multiplies the distance by (κ − 1)/(κ + 1).</source>
        <translation>用这个学习率，每一步把距离乘以 (κ − 1)/(κ + 1)。</translation>
    </message>
    <message>
        <source>relative deviation from it</source>
        <translation>与它的相对偏差</translation>
    </message>
    <message>
        <source>With κ = 50 and each at its best setting, momentum needs less than a third of SGD&apos;s steps.</source>
        <translation>κ = 50，各用最好的设置，动量法所需的步数不到三分之一。</translation>
    </message>
    <message>
        <source>steps of SGD / steps of momentum</source>
        <translation>SGD 的步数 / 动量法的步数</translation>
    </message>
    <message>
        <source>Momentum 0.9 tolerates a higher rate than plain gradient descent: 2(1 + μ)/λ_max = 3.8/λ_max.</source>
        <translation>动量为 0.9 时，能承受的学习率比普通梯度下降大：2(1 + μ)/λ_max = 3.8/λ_max。</translation>
    </message>
    <message>
        <source>deviation of η · λ_max from 3.8</source>
        <translation>η · λ_max 与 3.8 的偏差</translation>
    </message>
    <message>
        <source>Nesterov&apos;s momentum 0.9 tolerates less than plain gradient descent: η · λ_max up to 1.36, not 2.</source>
        <translation>Nesterov 动量为 0.9 时，能承受的学习率比普通梯度下降小：η · λ_max 最大 1.36，而不是 2。</translation>
    </message>
    <message>
        <source>deviation of η · λ_max from 2(1 + μ)/(1 + 2μ)</source>
        <translation>η · λ_max 与 2(1 + μ)/(1 + 2μ) 的偏差</translation>
    </message>
    <message>
        <source>Four times the rate makes SGD&apos;s late oscillation at least 1.5 times as wide.</source>
        <translation>学习率变为四倍，SGD 后期震荡的幅度至少变为 1.5 倍。</translation>
    </message>
    <message>
        <source>ratio of the amplitudes, median of 5 seeds</source>
        <translation>幅度之比，5 个种子的中位数</translation>
    </message>
    <message>
        <source>With all examples in the batch SGD&apos;s oscillation is gone.</source>
        <translation>批量包含全部样本时，SGD 的震荡消失。</translation>
    </message>
    <message>
        <source>distance to the optimum after 600 steps</source>
        <translation>600 步后到最优点的距离</translation>
    </message>
    <message>
        <source>With all examples RMSprop keeps oscillating: its steps stay long, however small the slope.</source>
        <translation>用上全部样本，RMSprop 仍在震荡：梯度再小，它的步长也不变短。</translation>
    </message>
    <message>
        <source>Under a constant rate the late oscillation is at least twice as wide as under 1/t.</source>
        <translation>恒定学习率下，后期震荡的幅度至少是 1/t 衰减下的两倍。</translation>
    </message>
    <message>
        <source>At a constant rate SGD&apos;s oscillation does not shrink with time.</source>
        <translation>学习率恒定时，SGD 的震荡不随时间变小。</translation>
    </message>
    <message>
        <source>Adagrad&apos;s oscillation shrinks with time, if slowly.</source>
        <translation>Adagrad 的震荡随时间变小，虽然很慢。</translation>
    </message>
    <message>
        <source>RMSprop&apos;s does not, although it is adaptive too.</source>
        <translation>RMSprop 的震荡不变小，尽管它也是自适应的。</translation>
    </message>
    <message>
        <source>Late in the run, at least two in five steps raise the loss.</source>
        <translation>到了后期，至少五分之二的步子使损失上升。</translation>
    </message>
    <message>
        <source>share of SGD&apos;s steps that raise the loss, median of 5 seeds</source>
        <translation>SGD 使损失上升的步子所占的比例，5 个种子的中位数</translation>
    </message>
    <message>
        <source>Along the axes Adagrad takes the same path for κ = 1 and κ = 1000.</source>
        <translation>峡谷沿坐标轴时，Adagrad 在 κ = 1 和 κ = 1000 下走同一条路。</translation>
    </message>
    <message>
        <source>largest distance between the two paths in 300 steps</source>
        <translation>300 步内两条路线的最大距离</translation>
    </message>
    <message>
        <source>Turn the ravine by 45° and Adam needs at least twice as many steps.</source>
        <translation>把峡谷转 45°，Adam 至少需要两倍的步数。</translation>
    </message>
    <message>
        <source>steps at 45° / steps at 0°</source>
        <translation>45° 的步数 / 0° 的步数</translation>
    </message>
    <message>
        <source>Started exactly on the ridge of the saddle, no racer ever leaves it.</source>
        <translation>从马鞍面的脊线上出发，没有一位选手会离开。</translation>
    </message>
    <message>
        <source>smallest distance to a minimum after 300 steps</source>
        <translation>300 步后到极小点的最小距离</translation>
    </message>
    <message>
        <source>With a noise of 0.01 every racer finds a minimum.</source>
        <translation>有 0.01 的噪声时，每位选手都找到极小点。</translation>
    </message>
    <message>
        <source>largest distance to a minimum after 300 steps, median of 5 seeds</source>
        <translation>300 步后到极小点的最大距离，5 个种子的中位数</translation>
    </message>
</context>
<context>
    <name>RaceView</name>
    <message>
        <source>step t</source>
        <translation>步数 t</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>contours</source>
        <translation>等高线</translation>
    </message>
    <message>
        <source>minima</source>
        <translation>极小点</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Excess loss</source>
        <translation>超出最小值的损失</translation>
    </message>
    <message>
        <source>Distance to the minimum</source>
        <translation>到最小点的距离</translation>
    </message>
    <message>
        <source>Step size</source>
        <translation>有效步长</translation>
    </message>
    <message>
        <source>α/√s: θ₁ —, θ₂ ···</source>
        <translation>α/√s：θ₁ —，θ₂ ···</translation>
    </message>
    <message>
        <source>SGD, momentum, Nesterov: η</source>
        <translation>SGD、动量、Nesterov：η</translation>
    </message>
    <message>
        <source>Drag the large point, or press Shift and an arrow key, to start elsewhere.</source>
        <translation>拖动大圆点，或按 Shift 加方向键，可以换一个起点。</translation>
    </message>
    <message>
        <source>Smallest and largest curvature at the minimum, and the rate above which plain gradient descent diverges there.</source>
        <translation>最小点处的最小和最大曲率，以及学习率的上限：超过它，普通梯度下降就在那里发散。</translation>
    </message>
    <message>
        <source>{name}: diverged at {step}</source>
        <translation>{name}：第 {step} 步发散</translation>
    </message>
    <message>
        <source>{name}, now</source>
        <translation>{name}，当前</translation>
    </message>
</context>
</TS>
