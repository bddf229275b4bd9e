<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Task</source>
        <translation>任务</translation>
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
        <source>Lower the learning rate or clip the gradient.</source>
        <translation>请调低学习率或截断梯度。</translation>
    </message>
    <message>
        <source>Delayed recall</source>
        <translation>延迟回忆</translation>
    </message>
    <message>
        <source>Adding problem</source>
        <translation>加法问题</translation>
    </message>
    <message>
        <source>Next character</source>
        <translation>预测下一个字符</translation>
    </message>
    <message>
        <source>Delayed recall: name at the end the symbol shown at the start. Adding problem: add the two marked numbers. Next character: continue a text.</source>
        <translation>延迟回忆：在结尾说出开头出现的符号。加法问题：把两个带标记的数相加。预测下一个字符：续写一段文本。</translation>
    </message>
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
        <source>Symbols to tell apart</source>
        <translation>要区分的符号数</translation>
    </message>
    <message>
        <source>A guess is right one time in this many.</source>
        <translation>瞎猜的话，平均这么多次才对一次。</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Bundled text</source>
        <translation>自带文本</translation>
    </message>
    <message>
        <source>Alice&apos;s Adventures in Wonderland, or Three Hundred Tang Poems.</source>
        <translation>《爱丽丝梦游仙境》（英文）或《唐诗三百首》。</translation>
    </message>
    <message>
        <source>Your text</source>
        <translation>自选文本</translation>
    </message>
    <message>
        <source>A UTF-8 text file of your own; empty means the bundled text.</source>
        <translation>你自己的文本文件，UTF-8 编码；留空则用自带文本。</translation>
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
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Size of each step against the gradient.</source>
        <translation>沿负梯度方向走一步的大小。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>Sequences per training step.</source>
        <translation>一步训练所用的序列数。</translation>
    </message>
    <message>
        <source>Clip the gradient at</source>
        <translation>梯度裁剪阈值</translation>
    </message>
    <message>
        <source>A longer gradient is scaled down to this norm; 0 turns clipping off.</source>
        <translation>范数超过它的梯度会被缩小到这个值；0 表示不裁剪。</translation>
    </message>
    <message>
        <source>Momentum 0.9</source>
        <translation>动量 0.9</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How gradients become steps. Changing it keeps the weights.</source>
        <translation>怎样用梯度更新权重。改变它时权重保留。</translation>
    </message>
</context>
<context>
    <name>SequenceView</name>
    <message>
        <source>unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>step t</source>
        <translation>时刻 t</translation>
    </message>
    <message>
        <source>Gradient at step t</source>
        <translation>到达时刻 t 的梯度</translation>
    </message>
    <message>
        <source>norm ‖∂L/∂·‖</source>
        <translation>范数 ‖∂L/∂·‖</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>training step</source>
        <translation>训练步数</translation>
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
        <source>chance</source>
        <translation>猜测水平</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>One unit</source>
        <translation>单个单元</translation>
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
        <source>Unit {unit} over time</source>
        <translation>第 {unit} 个单元随时间的变化</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Written by the network after step {step}: {sample}</source>
        <translation>网络在第 {step} 步之后写出：{sample}</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
</context>
</TS>
