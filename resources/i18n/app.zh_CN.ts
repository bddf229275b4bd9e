<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{name} = {value} is outside its range {allowed}.</source>
        <translation>{name} = {value} 超出范围 {allowed}。</translation>
    </message>
    <message>
        <source>{name} needs a number in {allowed}, not “{value}”.</source>
        <translation>{name} 需要 {allowed} 内的数，而不是“{value}”。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be “{value}”. Choose one of: {allowed}.</source>
        <translation>{name} 不能是“{value}”。可选：{allowed}。</translation>
    </message>
    <message>
        <source>{name} needs numbers joined by “:” ({allowed}), not “{value}”.</source>
        <translation>{name} 需要用“:”连接的数（{allowed}），而不是“{value}”。</translation>
    </message>
    <message>
        <source>{name} needs the path of a file ({allowed}).</source>
        <translation>{name} 需要一个文件路径（{allowed}）。</translation>
    </message>
    <message>
        <source>There is no parameter “{name}”. There are: {allowed}.</source>
        <translation>没有参数“{name}”。现有参数：{allowed}。</translation>
    </message>
    <message>
        <source>Generalization</source>
        <translation>泛化</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Convolutional networks</source>
        <translation>卷积神经网络</translation>
    </message>
    <message>
        <source>Recurrent networks</source>
        <translation>循环神经网络</translation>
    </message>
    <message>
        <source>There is no topic “{topic}”. There are: {topics}.</source>
        <translation>没有主题“{topic}”。现有主题：{topics}。</translation>
    </message>
</context>
</TS>
