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
        <source>Penalty</source>
        <translation>惩罚项</translation>
    </message>
    <message>
        <source>Descent</source>
        <translation>下降</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>L1 (lasso)</source>
        <translation>L1（lasso）</translation>
    </message>
    <message>
        <source>L2 (ridge)</source>
        <translation>L2（岭回归）</translation>
    </message>
    <message>
        <source>Elastic net</source>
        <translation>弹性网</translation>
    </message>
    <message>
        <source>What is added to the data loss.</source>
        <translation>加在数据损失上的项。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much the penalty counts. It is divided by the number of examples n.</source>
        <translation>惩罚项所占的分量。它会除以样本数 n。</translation>
    </message>
    <message>
        <source>Share of L1</source>
        <translation>L1 占比</translation>
    </message>
    <message>
        <source>Elastic net: 1 is pure L1, 0 is pure L2.</source>
        <translation>弹性网：1 为纯 L1，0 为纯 L2。</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Sign-subgradient</source>
        <translation>符号次梯度</translation>
    </message>
    <message>
        <source>Proximal</source>
        <translation>近端</translation>
    </message>
    <message>
        <source>Solver</source>
        <translation>求解方法</translation>
    </message>
    <message>
        <source>How the penalty enters a step. Gradient: steepest descent, with the smallest subgradient where a weight is 0. Sign: λ/n · sgn(w), where sgn(0) = 0. Proximal: a gradient step on the data loss, then the exact minimum of penalty and distance. Without L1 the first two are the same.</source>
        <translation>惩罚项怎样进入每一步更新。梯度：最速下降，权重为 0 处取绝对值最小的次梯度。符号：λ/n · sgn(w)，其中 sgn(0) = 0。近端：先沿数据损失的负梯度走一步，再精确求“惩罚加距离”的最小点。没有 L1 时前两种相同。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Multiplies the gradient in each step. Above 2 / (largest curvature) it diverges.</source>
        <translation>每一步中乘在梯度上的数。超过 2 /（最大曲率）时下降会发散。</translation>
    </message>
    <message>
        <source>Correlated pair</source>
        <translation>一对相关特征</translation>
    </message>
    <message>
        <source>4 of 20 features</source>
        <translation>20 个特征，4 个有用</translation>
    </message>
    <message>
        <source>Diabetes (real)</source>
        <translation>糖尿病（真实数据）</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>A pair of correlated features with known weights; 20 features of which 4 matter; or 442 patients: 10 standardized measurements and the progression of their diabetes a year later, in tens.</source>
        <translation>一对相关特征，真实权重已知；20 个特征，其中 4 个有用；或 442 位病人的 10 项指标（已标准化）和一年后的病情（以十为单位）。</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>相关系数</translation>
    </message>
    <message>
        <source>Between the two features. At ±1 one is a copy of the other.</source>
        <translation>两个特征之间的相关系数。取 ±1 时，一个特征就是另一个的副本。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Standard deviation of the error in y.</source>
        <translation>y 中误差的标准差。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Fewer than 20 examples do not determine 20 weights.</source>
        <translation>样本少于 20 个时，数据定不出 20 个权重。</translation>
    </message>
    <message>
        <source>First weight</source>
        <translation>第一个权重</translation>
    </message>
    <message>
        <source>The weight on the horizontal axis of the plane.</source>
        <translation>平面横轴上的权重。</translation>
    </message>
    <message>
        <source>Second weight</source>
        <translation>第二个权重</translation>
    </message>
    <message>
        <source>The weight on the vertical axis of the plane.</source>
        <translation>平面纵轴上的权重。</translation>
    </message>
    <message>
        <source>at the optimum</source>
        <translation>取最优值</translation>
    </message>
    <message>
        <source>as they are now</source>
        <translation>取当前值</translation>
    </message>
    <message>
        <source>Other weights</source>
        <translation>其余权重</translation>
    </message>
    <message>
        <source>Where the weights that the plane does not show are held for the contours.</source>
        <translation>画等高线时，平面之外的权重固定在哪里。</translation>
    </message>
    <message>
        <source>Start point</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Where the two weights of the plane start; the others start at 0.</source>
        <translation>平面上两个权重的起点；其余权重从 0 开始。</translation>
    </message>
    <message>
        <source>True weights</source>
        <translation>真实权重</translation>
    </message>
    <message>
        <source>The weights that generate the pair&apos;s data.</source>
        <translation>生成这对特征的数据所用的权重。</translation>
    </message>
    <message>
        <source>The corner of the diamond</source>
        <translation>菱形的角</translation>
    </message>
    <message>
        <source>L1 stops at a corner: one weight is exactly 0.</source>
        <translation>L1 停在角上：有一个权重恰好为 0。</translation>
    </message>
    <message>
        <source>The circle has no corner</source>
        <translation>圆没有角</translation>
    </message>
    <message>
        <source>The same data and λ under L2: w gets shorter, but no weight is 0.</source>
        <translation>数据和 λ 相同，换成 L2：权重向量变短，但没有权重为 0。</translation>
    </message>
    <message>
        <source>The sign step never arrives</source>
        <translation>符号步永远到不了</translation>
    </message>
    <message>
        <source>The weights that should be 0 jitter around it. Switch the solver to Proximal.</source>
        <translation>本该为 0 的权重在 0 附近抖动。把求解方法换成“近端”再看。</translation>
    </message>
    <message>
        <source>Twins: L1 keeps one</source>
        <translation>孪生特征：L1 只留一个</translation>
    </message>
    <message>
        <source>Two nearly identical features. Switch the penalty to L2: they share the weight.</source>
        <translation>两个特征说的几乎是同一件事。把惩罚项换成 L2：它们分担权重。</translation>
    </message>
    <message>
        <source>Ill-posed</source>
        <translation>不适定</translation>
    </message>
    <message>
        <source>A valley without a bottom. Add a little L2.</source>
        <translation>没有谷底的山谷。加一点 L2 试试。</translation>
    </message>
    <message>
        <source>Which measurements matter?</source>
        <translation>哪些指标有用？</translation>
    </message>
    <message>
        <source>Drag the cursor of the path: one weight after another leaves 0.</source>
        <translation>拖动路径图上的游标：系数一个接一个离开 0。</translation>
    </message>
    <message>
        <source>Too much of a good thing</source>
        <translation>过犹不及</translation>
    </message>
    <message>
        <source>ηλ/n &gt; 2: each step overshoots. The proximal step never does.</source>
        <translation>ηλ/n &gt; 2：每一步都冲过头。近端步从不会。</translation>
    </message>
    <message>
        <source>L1 and L2 regularization</source>
        <translation>L1 与 L2 正则化</translation>
    </message>
    <message>
        <source>weights exactly 0</source>
        <translation>恰好为 0 的权重个数</translation>
    </message>
    <message>
        <source>largest error of a weight</source>
        <translation>权重的最大误差</translation>
    </message>
    <message>
        <source>smaller weight / larger weight, median of 50 draws of the data</source>
        <translation>较小权重 / 较大权重，抽取 50 次数据的中位数</translation>
    </message>
    <message>
        <source>20 features of which 4 matter, λ = 30: proximal L1 makes weights exactly 0.</source>
        <translation>20 个特征中 4 个有用，λ = 30：L1 的近端步使一些权重恰好为 0。</translation>
    </message>
    <message>
        <source>The same data and λ under L2: no weight is exactly 0.</source>
        <translation>数据和 λ 相同，换成 L2：没有权重恰好为 0。</translation>
    </message>
    <message>
        <source>L1 does not promise zeros: with λ = 0.1 none of the 20 weights is 0.</source>
        <translation>L1 不保证出现 0：λ = 0.1 时 20 个权重都不为 0。</translation>
    </message>
    <message>
        <source>Steps along −sgn(w) leave no weight exactly 0, even after 1000 steps.</source>
        <translation>沿 −sgn(w) 走，1000 步之后仍没有权重恰好为 0。</translation>
    </message>
    <message>
        <source>They jitter around 0, no further away than about twice the step ηλ/n.</source>
        <translation>这些权重在 0 附近抖动，离 0 最远大约是步长 ηλ/n 的两倍。</translation>
    </message>
    <message>
        <source>largest |w| that should be 0, in units of ηλ/n, median of 5 seeds</source>
        <translation>本该为 0 的 |w| 的最大值，以 ηλ/n 为单位，5 个种子的中位数</translation>
    </message>
    <message>
        <source>The jitter is proportional to η: five times the rate, five times the width.</source>
        <translation>抖动幅度与 η 成正比：学习率五倍，幅度也五倍。</translation>
    </message>
    <message>
        <source>distance of the ratio of the widths from 5, median of 5 seeds</source>
        <translation>幅度之比与 5 的差，5 个种子的中位数</translation>
    </message>
    <message>
        <source>L2 multiplies each weight by 1 − ηλ/n at each step, besides the data&apos;s gradient.</source>
        <translation>除数据梯度外，L2 每一步把每个权重乘以 1 − ηλ/n。</translation>
    </message>
    <message>
        <source>largest error of the measured factor</source>
        <translation>实测因子的最大误差</translation>
    </message>
    <message>
        <source>L1 moves each weight by ηλ/n towards 0 at each step, however large the weight is.</source>
        <translation>L1 每一步把每个权重向 0 移动 ηλ/n，与权重大小无关。</translation>
    </message>
    <message>
        <source>largest error of the measured move</source>
        <translation>实测移动量的最大误差</translation>
    </message>
    <message>
        <source>Without η before ∂E_D/∂w, 50 ridge steps on the diabetes data diverge.</source>
        <translation>∂E_D/∂w 前少了 η，在糖尿病数据上走 50 步岭回归就爆炸。</translation>
    </message>
    <message>
        <source>length of w</source>
        <translation>w 的长度</translation>
    </message>
    <message>
        <source>With ηλ/n = 3 the L2 gradient step overshoots until the numbers overflow.</source>
        <translation>ηλ/n = 3 时，L2 的梯度步越冲越远，直到数值溢出。</translation>
    </message>
    <message>
        <source>step at which the run diverged</source>
        <translation>发散时的步数</translation>
    </message>
    <message>
        <source>With the same ηλ/n = 3 the proximal step arrives at the optimum.</source>
        <translation>同样 ηλ/n = 3，近端步到达最优点。</translation>
    </message>
    <message>
        <source>Converged ridge descent on the diabetes data equals (XᵀX + λI)⁻¹Xᵀy.</source>
        <translation>糖尿病数据上收敛后的岭回归等于 (XᵀX + λI)⁻¹Xᵀy。</translation>
    </message>
    <message>
        <source>The lasso solution satisfies its optimality (KKT) conditions.</source>
        <translation>lasso 的解满足最优性（KKT）条件。</translation>
    </message>
    <message>
        <source>largest violation</source>
        <translation>最大违反量</translation>
    </message>
    <message>
        <source>For three values of λ the descent ends where the exact path predicts.</source>
        <translation>在三个 λ 处，下降的终点与精确求出的路径一致。</translation>
    </message>
    <message>
        <source>At λ_max = max|Xᵀy| every lasso weight is 0.</source>
        <translation>λ_max = max|Xᵀy| 时，lasso 的权重全为 0。</translation>
    </message>
    <message>
        <source>weights that are not 0</source>
        <translation>不为 0 的权重个数</translation>
    </message>
    <message>
        <source>At 0.99 λ_max the first weight has left 0.</source>
        <translation>在 0.99 λ_max 处，第一个权重已离开 0。</translation>
    </message>
    <message>
        <source>Diabetes, λ = 1300: exactly bmi and s5 are left.</source>
        <translation>糖尿病数据，λ = 1300：恰好剩下 bmi 和 s5。</translation>
    </message>
    <message>
        <source>1 if these two and no others</source>
        <translation>恰好是这两个则为 1</translation>
    </message>
    <message>
        <source>Two features with ρ = 0.95, λ = 2000, n = 1000: L1 keeps one and drops the other.</source>
        <translation>两个特征 ρ = 0.95，λ = 2000，n = 1000：L1 留下一个，丢掉另一个。</translation>
    </message>
    <message>
        <source>share of 50 draws of the data in which exactly one weight is 0</source>
        <translation>50 次抽取数据中恰有一个权重为 0 的比例</translation>
    </message>
    <message>
        <source>The same features under L2 share the weight.</source>
        <translation>同样的特征，L2 让它们分担权重。</translation>
    </message>
    <message>
        <source>The elastic net keeps both, too.</source>
        <translation>弹性网也把两个都留下。</translation>
    </message>
    <message>
        <source>With equal true weights, chance decides which one L1 keeps: when it keeps only one, it is the first about half the time.</source>
        <translation>真实权重相等时，L1 留下哪一个全凭运气：只留一个时，大约一半情况留下的是第一个。</translation>
    </message>
    <message>
        <source>distance of that share from ½, over 200 draws of the data</source>
        <translation>抽取 200 次数据，该比例与 ½ 的差</translation>
    </message>
    <message>
        <source>10 rows for 20 weights, λ = 0: two starts end at different solutions.</source>
        <translation>10 个样本、20 个权重、λ = 0：两个起点走到不同的解。</translation>
    </message>
    <message>
        <source>distance between the solutions</source>
        <translation>两个终点的距离</translation>
    </message>
    <message>
        <source>With L2 and λ = 1 both starts end at the same solution.</source>
        <translation>加上 L2，λ = 1，两个起点走到同一个解。</translation>
    </message>
    <message>
        <source>ρ = 0.999, λ = 3: XᵀX + λI is at least 50 times better conditioned than XᵀX.</source>
        <translation>ρ = 0.999，λ = 3：XᵀX + λI 的条件数至少比 XᵀX 小 50 倍。</translation>
    </message>
    <message>
        <source>condition number before / after</source>
        <translation>加之前 / 加之后的条件数</translation>
    </message>
    <message>
        <source>The same λ shrinks the spread of solutions over resampled data at least tenfold.</source>
        <translation>同一个 λ 使重采样数据上解的离散程度至少缩小到十分之一。</translation>
    </message>
    <message>
        <source>spread before / after</source>
        <translation>加之前 / 加之后的离散程度</translation>
    </message>
    <message>
        <source>20 features, 40 rows, noise 2: the best λ at least halves the out-of-bag loss.</source>
        <translation>20 个特征、40 个样本、噪声 2：最好的 λ 使留出样本上的损失至少减半。</translation>
    </message>
    <message>
        <source>best loss / loss at λ = 0.01, median of 5 seeds</source>
        <translation>最小损失 / λ = 0.01 时的损失，5 个种子的中位数</translation>
    </message>
    <message>
        <source>The budget C falls whenever λ grows, for L1 and for L2.</source>
        <translation>λ 增大时预算 C 总是减小，L1 和 L2 都如此。</translation>
    </message>
    <message>
        <source>smallest gain of C from one λ to the next smaller one</source>
        <translation>λ 减小一格时 C 的最小增量</translation>
    </message>
    <message>
        <source>But C is not proportional to 1/λ: along the path λC is far from constant.</source>
        <translation>但 C 并不与 1/λ 成正比：沿路径 λC 远非常数。</translation>
    </message>
    <message>
        <source>largest λC / smallest λC</source>
        <translation>最大 λC / 最小 λC</translation>
    </message>
    <message>
        <source>Descent under L2 does not run along the constraint circle; it only ends on it.</source>
        <translation>L2 下的梯度下降并不沿约束圆走，只是终点在圆上。</translation>
    </message>
    <message>
        <source>largest distance from the circle, in radii</source>
        <translation>离圆的最大距离，以半径为单位</translation>
    </message>
</context>
<context>
    <name>PlanePlot</name>
    <message>
        <source>Ω ≤ C</source>
        <translation>Ω ≤ C</translation>
    </message>
    <message>
        <source>E_D</source>
        <translation>E_D</translation>
    </message>
    <message>
        <source>E_D at w*</source>
        <translation>过 w* 的 E_D</translation>
    </message>
    <message>
        <source>w*</source>
        <translation>w*</translation>
    </message>
    <message>
        <source>least squares</source>
        <translation>最小二乘</translation>
    </message>
    <message>
        <source>smallest E_D in this plane</source>
        <translation>此平面内 E_D 的最小点</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>w* of resamples</source>
        <translation>重采样的 w*</translation>
    </message>
    <message>
        <source>descent</source>
        <translation>下降轨迹</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Two weights</source>
        <translation>两个权重</translation>
    </message>
    <message>
        <source>Two weights, the others at the optimum</source>
        <translation>两个权重，其余取最优值</translation>
    </message>
    <message>
        <source>Two weights, the others as they are now</source>
        <translation>两个权重，其余取当前值</translation>
    </message>
</context>
<context>
    <name>RegularizationView</name>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>λ</source>
        <translation>λ</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>data loss</source>
        <translation>数据损失</translation>
    </message>
    <message>
        <source>penalty</source>
        <translation>惩罚项</translation>
    </message>
    <message>
        <source>total</source>
        <translation>总损失</translation>
    </message>
    <message>
        <source>total at the optimum</source>
        <translation>最优点的总损失</translation>
    </message>
    <message>
        <source>Condition number</source>
        <translation>条件数</translation>
    </message>
    <message>
        <source>XᵀX + λI</source>
        <translation>XᵀX + λI</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>this penalty</source>
        <translation>当前惩罚项</translation>
    </message>
    <message>
        <source>Resampled data</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>spread, loss</source>
        <translation>离散程度，损失</translation>
    </message>
    <message>
        <source>spread of w</source>
        <translation>w 的离散程度</translation>
    </message>
    <message>
        <source>out-of-bag loss</source>
        <translation>留出样本的损失</translation>
    </message>
    <message>
        <source>λ_max</source>
        <translation>λ_max</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Regularization path</source>
        <translation>正则化路径</translation>
    </message>
    <message>
        <source>Weights: {zeros}/{all} are 0</source>
        <translation>权重：{zeros}/{all} 为 0</translation>
    </message>
    <message>
        <source>Path: {zeros}/{all} are 0</source>
        <translation>路径：{zeros}/{all} 为 0</translation>
    </message>
    <message>
        <source>w</source>
        <translation>w</translation>
    </message>
    <message>
        <source>w*</source>
        <translation>w*</translation>
    </message>
    <message>
        <source>stable for η &lt; {value}</source>
        <translation>η &lt; {value} 时稳定</translation>
    </message>
    <message>
        <source>ηαλ/n = {value}</source>
        <translation>ηαλ/n = {value}</translation>
    </message>
    <message>
        <source>κ = {value}</source>
        <translation>κ = {value}</translation>
    </message>
    <message>
        <source>C = {value}</source>
        <translation>C = {value}</translation>
    </message>
    <message>
        <source>λ_max = {value}</source>
        <translation>λ_max = {value}</translation>
    </message>
    <message>
        <source>ηλ/n = {value}</source>
        <translation>ηλ/n = {value}</translation>
    </message>
</context>
</TS>
