<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>After convolution</source>
        <translation>卷积之后</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Vertical edges</source>
        <translation>竖直边缘</translation>
    </message>
    <message>
        <source>Horizontal edges</source>
        <translation>水平边缘</translation>
    </message>
    <message>
        <source>All edges</source>
        <translation>所有边缘</translation>
    </message>
    <message>
        <source>Identity kernel</source>
        <translation>恒等核</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Emboss</source>
        <translation>浮雕</translation>
    </message>
    <message>
        <source>Random, untrained</source>
        <translation>随机（未训练）</translation>
    </message>
    <message>
        <source>Handwritten digit</source>
        <translation>手写数字</translation>
    </message>
    <message>
        <source>Bright box</source>
        <translation>亮方块</translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation>条纹</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>圆环</translation>
    </message>
    <message>
        <source>Chessboard</source>
        <translation>棋盘格</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>渐变</translation>
    </message>
    <message>
        <source>One bright pixel</source>
        <translation>一个亮像素</translation>
    </message>
    <message>
        <source>Coloured shapes</source>
        <translation>彩色图形</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Picture file</source>
        <translation>图片文件</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>What the kernel scans. Draw on the picture with the mouse, or drop a file.</source>
        <translation>卷积核扫描的图。可以用鼠标在图上画，也可以拖入文件。</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Which of the 1797 scanned digits.</source>
        <translation>1797 个扫描数字中的哪一个。</translation>
    </message>
    <message>
        <source>Scaled to the size below. For other formats, drop the file or use Open picture.</source>
        <translation>按下面的边长缩放。其他格式可拖入，或用“打开图片”。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>边长</translation>
    </message>
    <message>
        <source>Pixels along the longer side. Digits are 8 × 8 and are enlarged smoothly.</source>
        <translation>较长的一边。数字原本每边 8 个像素，放大时平滑插值。</translation>
    </message>
    <message>
        <source>Three channels</source>
        <translation>三个通道</translation>
    </message>
    <message>
        <source>Red, green and blue instead of grey: each kernel gets one slice per channel.</source>
        <translation>用红、绿、蓝代替灰度：每个卷积核对每个通道各有一片。</translation>
    </message>
    <message>
        <source>Shift right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>Move the picture, and watch the map move with it.</source>
        <translation>移动图像，看特征图跟着移动。</translation>
    </message>
    <message>
        <source>Shift down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>With a stride of 2 an odd shift does not simply move the map.</source>
        <translation>步长为 2 时，奇数平移并不只是移动特征图。</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Click a cell of the kernel to change its number.</source>
        <translation>点击卷积核的一格，写入别的数。</translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation>核的大小</translation>
    </message>
    <message>
        <source>How wide an area each output cell sees.</source>
        <translation>输出的一格能看到周围多大范围。</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Added to every sum: with ReLU it acts as a threshold.</source>
        <translation>加到每个和上；配合 ReLU 时就是阈值。</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>How many cells the kernel moves at a time.</source>
        <translation>卷积核每次移动几格。</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Zeros around the picture. With stride and dilation 1, (k − 1)/2 keeps the size.</source>
        <translation>图像四周补的零。步长和膨胀率都为 1 时，(k − 1)/2 保持尺寸不变。</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>膨胀率</translation>
    </message>
    <message>
        <source>Distance between the cells that the kernel touches: 2 skips every other cell.</source>
        <translation>卷积核所接触的格子之间的距离：2 表示隔一格取一格。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Applied to each sum. ReLU keeps only what the kernel was looking for.</source>
        <translation>作用于每个和。ReLU 只留下卷积核要找的东西。</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Each window of the map becomes one number.</source>
        <translation>特征图的每个窗口变成一个数。</translation>
    </message>
    <message>
        <source>Pooling window</source>
        <translation>池化窗口</translation>
    </message>
    <message>
        <source>Cells per side.</source>
        <translation>每边的格数。</translation>
    </message>
    <message>
        <source>Pooling stride</source>
        <translation>池化步长</translation>
    </message>
    <message>
        <source>Usually the window&apos;s size, so that windows touch without overlapping.</source>
        <translation>通常等于窗口边长，这样窗口相接而不重叠。</translation>
    </message>
    <message>
        <source>Round up</source>
        <translation>向上取整</translation>
    </message>
    <message>
        <source>Keep a last window that hangs over the edge; otherwise it is left out.</source>
        <translation>保留最后一个悬出边缘的窗口；否则舍去。</translation>
    </message>
    <message>
        <source>Number of kernels</source>
        <translation>卷积核个数</translation>
    </message>
    <message>
        <source>Each kernel makes one map. The first is the one above.</source>
        <translation>每个卷积核产生一张特征图。第一个就是上面选定的核。</translation>
    </message>
    <message>
        <source>1 × 1: inputs</source>
        <translation>1 × 1：输入张数</translation>
    </message>
    <message>
        <source>Channels of the 6 × 6 feature maps that a 1 × 1 convolution mixes.</source>
        <translation>1 × 1 卷积所混合的 6 × 6 特征图的通道数。</translation>
    </message>
    <message>
        <source>1 × 1: outputs</source>
        <translation>1 × 1：输出张数</translation>
    </message>
    <message>
        <source>Fewer than the input maps: the number of channels shrinks, the picture does not.</source>
        <translation>比输入少，通道数就减少，而图的尺寸不变。</translation>
    </message>
    <message>
        <source>Cells of your own kernel</source>
        <translation>自定义核的各格</translation>
    </message>
    <message>
        <source>Row by row; for three channels one slice after the other.</source>
        <translation>逐行排列；三个通道时一片接一片。</translation>
    </message>
    <message>
        <source>Row by row; 1 is bright.</source>
        <translation>逐行排列；1 为亮。</translation>
    </message>
    <message>
        <source>Cell under the mouse</source>
        <translation>鼠标所指的格</translation>
    </message>
    <message>
        <source>0 follows the scan; 1 is a cell of the map, 2 of the pooled map; row; column.</source>
        <translation>0 表示跟随扫描；1 为特征图的格，2 为池化图的格；行；列。</translation>
    </message>
    <message>
        <source>A digit&apos;s edges</source>
        <translation>数字的边缘</translation>
    </message>
    <message>
        <source>A kernel that responds to dark on the left, bright on the right.</source>
        <translation>偏爱左暗右亮的卷积核。</translation>
    </message>
    <message>
        <source>32 → 28 → 14</source>
        <translation>32 → 28 → 14</translation>
    </message>
    <message>
        <source>The classic sizes. Now set the pooling stride to 1: 27, not 14.</source>
        <translation>经典的尺寸。再把池化步长设为 1：得 27，而不是 14。</translation>
    </message>
    <message>
        <source>It does not divide evenly</source>
        <translation>除不尽</translation>
    </message>
    <message>
        <source>The last column is never seen. Let the pooling round up and see what changes.</source>
        <translation>最后一列从未被看到。让池化向上取整，看看取整了什么。</translation>
    </message>
    <message>
        <source>Too large to fit</source>
        <translation>大得放不下</translation>
    </message>
    <message>
        <source>Nine cells wide on a picture of six. The calculator says what would help.</source>
        <translation>核宽 9 格，图只有 6 格。计算器会说明怎样才行。</translation>
    </message>
    <message>
        <source>The kernel&apos;s fingerprint</source>
        <translation>卷积核的指纹</translation>
    </message>
    <message>
        <source>One bright pixel: the map is the kernel itself, rotated by 180°.</source>
        <translation>一个亮像素：特征图就是旋转了 180° 的卷积核。</translation>
    </message>
    <message>
        <source>Shift and see</source>
        <translation>平移看看</translation>
    </message>
    <message>
        <source>Move the picture: the map moves by the same amount.</source>
        <translation>移动图像：特征图移动同样的距离。</translation>
    </message>
    <message>
        <source>Red without green</source>
        <translation>有红无绿</translation>
    </message>
    <message>
        <source>A kernel with three slices: yellow is red plus green, so it vanishes.</source>
        <translation>有三片的卷积核：黄色是红加绿，于是消失。</translation>
    </message>
    <message>
        <source>Holes in the kernel</source>
        <translation>带孔的卷积核</translation>
    </message>
    <message>
        <source>Dilation 4: nine cells span 9 × 9 pixels. The blur becomes a ghost image.</source>
        <translation>膨胀率 4：九个格子散布在 9 × 9 像素的范围里。模糊变成了重影。</translation>
    </message>
    <message>
        <source>Convolution and pooling</source>
        <translation>卷积与池化</translation>
    </message>
    <message>
        <source>The map equals a convolution written out term by term.</source>
        <translation>特征图与逐项写出的卷积相等。</translation>
    </message>
    <message>
        <source>largest difference, 8 kernels, various strides, paddings and dilations</source>
        <translation>最大的差，8 种核，多种步长、填充与膨胀率</translation>
    </message>
    <message>
        <source>On 32 × 32 pixels a 5 × 5 kernel gives 28 × 28.</source>
        <translation>32 × 32 像素上，5 × 5 的核得到 28 × 28。</translation>
    </message>
    <message>
        <source>side length of the map</source>
        <translation>特征图边长</translation>
    </message>
    <message>
        <source>Pooling 2 × 2 with stride 2 halves 28 to 14.</source>
        <translation>2 × 2、步长 2 的池化把 28 减半为 14。</translation>
    </message>
    <message>
        <source>side length of the pooled map</source>
        <translation>池化图边长</translation>
    </message>
    <message>
        <source>Pooling 2 × 2 with stride 1 turns 28 into 27, not 14.</source>
        <translation>2 × 2、步长 1 的池化把 28 变成 27，而不是 14。</translation>
    </message>
    <message>
        <source>A convolution rounds down: 4.5 + 1 becomes 5.</source>
        <translation>卷积向下取整：4.5 + 1 得 5。</translation>
    </message>
    <message>
        <source>side length of the map: 12 pixels, kernel 3, stride 2</source>
        <translation>特征图边长：12 像素，核 3，步长 2</translation>
    </message>
    <message>
        <source>Pooling 2 × 2 with stride 2, rounded up, gives one more exactly when the size is odd.</source>
        <translation>2 × 2、步长 2 的池化向上取整时，只有边长为奇数才多出一格。</translation>
    </message>
    <message>
        <source>exceptions among the sizes 2 to 64</source>
        <translation>边长 2 到 64 中的例外个数</translation>
    </message>
    <message>
        <source>When the picture moves, the map moves with it, and nothing else changes.</source>
        <translation>图像移动时，特征图随之移动，别无其他变化。</translation>
    </message>
    <message>
        <source>largest difference from the moved map, 49 shifts</source>
        <translation>与平移后特征图的最大的差，49 种平移</translation>
    </message>
    <message>
        <source>With stride 2 no shift of the map compensates for an odd shift of the picture.</source>
        <translation>步长为 2 时，特征图怎样平移都补不回图像的奇数平移。</translation>
    </message>
    <message>
        <source>smallest of the largest differences, as a share of the largest value</source>
        <translation>各最大差中的最小者，相对于最大值</translation>
    </message>
    <message>
        <source>With stride 2 a shift by an even number of pixels moves the map by half as much.</source>
        <translation>步长为 2 时，图像平移偶数个像素，特征图就平移其一半。</translation>
    </message>
    <message>
        <source>largest difference from the moved map</source>
        <translation>与平移后特征图的最大的差</translation>
    </message>
    <message>
        <source>The largest value of the whole map does not change when the picture moves.</source>
        <translation>图像移动时，整张特征图的最大值不变。</translation>
    </message>
    <message>
        <source>largest change, 49 shifts</source>
        <translation>最大变化，49 种平移</translation>
    </message>
    <message>
        <source>One bright pixel gives the kernel itself, rotated by 180°.</source>
        <translation>一个亮像素给出旋转了 180° 的卷积核本身。</translation>
    </message>
    <message>
        <source>largest difference, 8 kernels in 3 sizes</source>
        <translation>最大的差，8 种核，3 种大小</translation>
    </message>
    <message>
        <source>After a 5 × 5 kernel and 2 × 2 pooling, a cell depends on 6 × 6 pixels.</source>
        <translation>经过 5 × 5 的核和 2 × 2 的池化，一格依赖 6 × 6 个像素。</translation>
    </message>
    <message>
        <source>pixels that change it</source>
        <translation>能改变它的像素数</translation>
    </message>
    <message>
        <source>A 3 × 3 kernel with dilation 2 spans 5 pixels each way.</source>
        <translation>膨胀率为 2 的 3 × 3 核跨越 5 个像素。</translation>
    </message>
    <message>
        <source>rows from the first pixel that matters to the last</source>
        <translation>从第一个到最后一个起作用的像素的行数</translation>
    </message>
    <message>
        <source>It still touches only nine of the 25.</source>
        <translation>它仍然只接触其中九个。</translation>
    </message>
    <message>
        <source>pixels that change a cell</source>
        <translation>能改变一格的像素数</translation>
    </message>
    <message>
        <source>A 1 × 1 convolution is a matrix product over the channels.</source>
        <translation>1 × 1 卷积就是对通道的矩阵乘法。</translation>
    </message>
    <message>
        <source>largest difference</source>
        <translation>最大的差</translation>
    </message>
    <message>
        <source>From 128 to 32 channels a 1 × 1 convolution has 4128 parameters.</source>
        <translation>从 128 到 32 个通道，1 × 1 卷积有 4128 个参数。</translation>
    </message>
    <message>
        <source>parameters in the layer</source>
        <translation>该层的参数个数</translation>
    </message>
    <message>
        <source>3 × 3 kernels in its place would need nine times as many multiplications.</source>
        <translation>换成 3 × 3 的核，乘法次数是九倍。</translation>
    </message>
    <message>
        <source>multiplications, 3 × 3 / 1 × 1</source>
        <translation>乘法次数：3 × 3 / 1 × 1</translation>
    </message>
    <message>
        <source>A dense layer between the same arrays has 30 000 times as many parameters.</source>
        <translation>同样输入输出之间的全连接层，参数多达三万倍。</translation>
    </message>
    <message>
        <source>dense / convolution, 32 × 32 pixels to six maps of 28 × 28</source>
        <translation>全连接 / 卷积，32 × 32 像素到六张 28 × 28</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>KernelsPage</name>
    <message>
        <source>One map per kernel</source>
        <translation>每个核一张特征图</translation>
    </message>
    <message>
        <source>Click a map to scan with its kernel. Each map has its own colour scale.</source>
        <translation>点击一张图，就用它的核来扫描。每张图各有自己的颜色标度。</translation>
    </message>
    <message>
        <source>{F} kernels of {k} × {k} × {C}: {F}·({C}·{k}² + 1) = {parameters} parameters, {multiplications} multiplications. A dense layer between the same arrays: {dense} parameters, {times} times as many.</source>
        <translation>{F} 个 {k} × {k} × {C} 的核：{F}·({C}·{k}² + 1) = {parameters} 个参数，{multiplications} 次乘法。同样输入输出之间的全连接层：{dense} 个参数，是其 {times} 倍。</translation>
    </message>
</context>
<context>
    <name>MixingPage</name>
    <message>
        <source>1 × 1 kernels</source>
        <translation>1 × 1 卷积核</translation>
    </message>
    <message>
        <source>input map</source>
        <translation>输入图</translation>
    </message>
    <message>
        <source>output map</source>
        <translation>输出图</translation>
    </message>
    <message>
        <source>{M}·{N} + {N} = {parameters} parameters and {rows}·{columns}·{M}·{N} = {multiplications} multiplications. With 3 × 3 kernels: {parameters3} and {multiplications3}; dense: {dense} parameters.</source>
        <translation>{M}·{N} + {N} = {parameters} 个参数，{rows}·{columns}·{M}·{N} = {multiplications} 次乘法。3 × 3 的核：{parameters3}、{multiplications3}；全连接：{dense} 个参数。</translation>
    </message>
</context>
<context>
    <name>ScanPage</name>
    <message>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>Open picture…</source>
        <translation>打开图片…</translation>
    </message>
    <message>
        <source>Draw with the mouse: a dark cell becomes bright, a bright one dark.</source>
        <translation>用鼠标画：暗格变亮，亮格变暗。</translation>
    </message>
    <message>
        <source>Point at a cell to see where its number comes from.</source>
        <translation>指向一格，看它的数从哪里来。</translation>
    </message>
    <message>
        <source>Click a cell and type a number.</source>
        <translation>点击一格，写入一个数。</translation>
    </message>
    <message>
        <source>The kernel does not fit. See “Sizes”.</source>
        <translation>卷积核放不下。见“尺寸”。</translation>
    </message>
    <message>
        <source>The window does not fit. See “Sizes”.</source>
        <translation>窗口放不下。见“尺寸”。</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>× kernel</source>
        <translation>× 卷积核</translation>
    </message>
    <message>
        <source>= products</source>
        <translation>= 乘积</translation>
    </message>
    <message>
        <source>Σ = {sum}; z = Σ + b = {z}; y = {y} ({activation})</source>
        <translation>Σ = {sum}；z = Σ + b = {z}；y = {y}（{activation}）</translation>
    </message>
    <message>
        <source>{sum}; {pooling}: {value}</source>
        <translation>{sum}；{pooling}：{value}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>特征图</translation>
    </message>
</context>
<context>
    <name>ScanView</name>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation>打开图片</translation>
    </message>
</context>
<context>
    <name>SizePage</name>
    <message>
        <source>The kernel&apos;s positions along a row</source>
        <translation>卷积核在一行上的各个位置</translation>
    </message>
    <message>
        <source>The pooling window&apos;s positions</source>
        <translation>池化窗口的各个位置</translation>
    </message>
    <message>
        <source>Size of the map</source>
        <translation>特征图的尺寸</translation>
    </message>
    <message>
        <source>Size of the pooled map</source>
        <translation>池化图的尺寸</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>The window that rounding up would add lies entirely outside.</source>
        <translation>向上取整本会多出的窗口完全在图外，因此舍去。</translation>
    </message>
    <message>
        <source>Rounded up: the last window hangs over the edge by {n}.</source>
        <translation>向上取整：最后一个窗口悬出边缘 {n} 格。</translation>
    </message>
    <message>
        <source>Rounded down: the last {n} of the {padded} cells are never seen.</source>
        <translation>向下取整：{padded} 格中的最后 {n} 格从未被看到。</translation>
    </message>
    <message>
        <source>It divides evenly: the last window ends at the edge.</source>
        <translation>正好除尽：最后一个窗口止于边缘。</translation>
    </message>
    <message>
        <source>It does not fit: the window is {extent} cells wide, and there are only {padded}.</source>
        <translation>放不下：窗口宽 {extent} 格，而这里只有 {padded} 格。</translation>
    </message>
    <message>
        <source>Padding {padding} would help, or a kernel of at most {kernel}.</source>
        <translation>填充 {padding} 圈即可，或用不超过 {kernel} 的核。</translation>
    </message>
    <message>
        <source>A window of at most {kernel} fits.</source>
        <translation>不超过 {kernel} 的窗口才放得下。</translation>
    </message>
</context>
</TS>
