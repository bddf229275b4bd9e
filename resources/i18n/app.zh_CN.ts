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
<context>
    <name>LessonView</name>
    <message>
        <source>measuring… {percent} %</source>
        <translation>正在测量… {percent} %</translation>
    </message>
    <message>
        <source>measured {value} {relation} {threshold}: holds ✓ ({seconds} s)</source>
        <translation>测得 {value} {relation} {threshold}：成立 ✓（{seconds} 秒）</translation>
    </message>
    <message>
        <source>measured {value}, not {relation} {threshold}: does not hold ✗ ({seconds} s)</source>
        <translation>测得 {value}，不满足 {relation} {threshold}：不成立 ✗（{seconds} 秒）</translation>
    </message>
    <message>
        <source>could not be measured: {reason}</source>
        <translation>测量失败：{reason}</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课文</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>取消</translation>
    </message>
</context>
</TS>
