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
        <source>{name} needs numbers separated by “:” ({allowed}), not “{value}”.</source>
        <translation>{name} 需要用“:”连接的数（{allowed}），而不是“{value}”。</translation>
    </message>
    <message>
        <source>{name} needs the path of a file ({allowed}).</source>
        <translation>{name} 需要一个文件路径（{allowed}）。</translation>
    </message>
    <message>
        <source>There is no parameter “{name}”. Choose one of: {allowed}.</source>
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
        <source>Lower the learning rate.</source>
        <translation>请调低学习率。</translation>
    </message>
    <message>
        <source>“{topic}” has no claim “{claim}”. Choose one of: {claims}.</source>
        <translation>“{topic}”中没有论断“{claim}”。现有论断：{claims}。</translation>
    </message>
    <message>
        <source>There is no topic “{topic}”. Choose one of: {topics}.</source>
        <translation>没有主题“{topic}”。现有主题：{topics}。</translation>
    </message>
    <message>
        <source>{name} contains no text. Choose another file.</source>
        <translation>{name} 里没有文字。请另选一个文件。</translation>
    </message>
    <message>
        <source>{name}, line {line}, can&apos;t be split into columns. Check its quotation marks.</source>
        <translation>{name} 第 {line} 行无法分列。请检查引号。</translation>
    </message>
    <message>
        <source>{name} has {n} rows of numbers; 2 to {most} are allowed. Add or remove rows.</source>
        <translation>{name} 有 {n} 行数据；允许 2 到 {most} 行。请增加或删除一些行。</translation>
    </message>
    <message>
        <source>{name} has {width} × {height} pixels; at most {side} × {side} are allowed. Scale the picture down.</source>
        <translation>{name} 有 {width} × {height} 个像素；最多 {side} × {side}。请缩小图片。</translation>
    </message>
    <message>
        <source>{name} is neither a non-interlaced PNG with 8 bits per channel nor a PGM or PPM picture. Save it as an ordinary PNG.</source>
        <translation>{name} 既不是每通道 8 位、不隔行扫描的 PNG，也不是 PGM 或 PPM 图片。请另存为普通的 PNG。</translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete. Save the picture again, or choose another file.</source>
        <translation>{name} 已损坏或不完整。请重新保存图片，或另选一个文件。</translation>
    </message>
    <message>
        <source>This run has been changed too often to be saved. Reset it and start again.</source>
        <translation>这次运行中改动太多，无法保存。请重置后重新开始。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be opened: {reason}. Choose another file.</source>
        <translation>无法打开 {name}：{reason}。请另选一个文件。</translation>
    </message>
    <message>
        <source>{name} was saved by another version of dlgui. Open it with that version.</source>
        <translation>{name} 是用另一个版本的 dlgui 保存的。请用保存它的版本打开。</translation>
    </message>
    <message>
        <source>{name} is not a dlgui session, or it is damaged. Choose another file.</source>
        <translation>{name} 不是 dlgui 的会话文件，或者已经损坏。请另选一个文件。</translation>
    </message>
    <message>
        <source>{name} is larger than {limit} MB. Choose a smaller file, or shorten this one.</source>
        <translation>{name} 超过 {limit} MB。请选更小的文件，或将其截短。</translation>
    </message>
    <message>
        <source>{name} is not an ordinary file. Choose another file.</source>
        <translation>{name} 不是普通文件。请另选一个文件。</translation>
    </message>
    <message>
        <source>{name} is not UTF-8 or GB18030 text. Save it as UTF-8 and choose it again.</source>
        <translation>{name} 不是 UTF-8 或 GB18030 文本。请存为 UTF-8 后重新选择。</translation>
    </message>
    <message>
        <source>{name} has {n} columns; 2 to {most} are allowed: the features, then the target. Separate columns with commas, semicolons or tabs.</source>
        <translation>{name} 有 {n} 列；允许 2 到 {most} 列：先是特征，最后一列是目标。列之间用逗号、分号或制表符分隔。</translation>
    </message>
    <message>
        <source>{name} starts with numbers. Add a first line that names the columns.</source>
        <translation>{name} 以数字开头。请在第一行写上各列的名称。</translation>
    </message>
    <message>
        <source>{name}, line {line}: {n} columns, but the first line has {expected}.</source>
        <translation>{name} 第 {line} 行有 {n} 列，而第一行有 {expected} 列。</translation>
    </message>
    <message>
        <source>{name}, line {line}, column “{column}”: “{field}” is not a finite number. Correct it, or remove the line or the column.</source>
        <translation>{name} 第 {line} 行“{column}”列：“{field}”不是有限的数。请改正，或删除该行或该列。</translation>
    </message>
    <message>
        <source>The text is too short to learn from: choose a longer one.</source>
        <translation>文本太短，无法学习：请选一篇更长的。</translation>
    </message>
    <message>
        <source>The text has {n} characters, too few for sequences of {T}: choose a longer text or a smaller sequence length.</source>
        <translation>文本只有 {n} 个字符，不够组成长度为 {T} 的序列：请选更长的文本或更短的序列长度。</translation>
    </message>
    <message>
        <source>The worker process ended {count} times in a row while running this.</source>
        <translation>工作进程在运行此实验时连续 {count} 次意外结束。</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Take one step</source>
        <translation>走一步</translation>
    </message>
    <message>
        <source>Reset: step 0, same seed</source>
        <translation>重置：回到第 0 步，种子不变</translation>
    </message>
    <message>
        <source>Next link of the lesson (clicker)</source>
        <translation>讲义的下一个链接（翻页笔）</translation>
    </message>
    <message>
        <source>Previous link of the lesson (clicker)</source>
        <translation>讲义的上一个链接（翻页笔）</translation>
    </message>
    <message>
        <source>Show or hide the lesson</source>
        <translation>显示或隐藏讲义</translation>
    </message>
    <message>
        <source>Find a topic</source>
        <translation>查找主题</translation>
    </message>
    <message>
        <source>Next topic</source>
        <translation>下一个主题</translation>
    </message>
    <message>
        <source>Previous topic</source>
        <translation>上一个主题</translation>
    </message>
    <message>
        <source>Make everything larger</source>
        <translation>整体放大</translation>
    </message>
    <message>
        <source>Make everything smaller</source>
        <translation>整体缩小</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>正常大小</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>This help</source>
        <translation>本帮助</translation>
    </message>
    <message>
        <source>The page showed nothing within {n} s.</source>
        <translation>页面在 {n} 秒内没有显示任何内容。</translation>
    </message>
    <message>
        <source>The seed must be a whole number, 0 … {largest}, not “{word}”.</source>
        <translation>种子应为 0 … {largest} 的整数，而不是“{word}”。</translation>
    </message>
    <message>
        <source>{file} can&apos;t be written.</source>
        <translation>无法写入 {file}。</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save data…</source>
        <translation>保存数据…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>宽度（像素）</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>未能打开</translation>
    </message>
    <message>
        <source>The measuring process ended unexpectedly.</source>
        <translation>测量进程意外结束。</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有这个文件</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>这是一个文件夹</translation>
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
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>low</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>high</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>bin from</source>
        <translation>区间起点</translation>
    </message>
    <message>
        <source>bin to</source>
        <translation>区间终点</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ChoiceRow</name>
    <message>
        <source>Back to the default, {value}</source>
        <translation>恢复默认值 {value}</translation>
    </message>
</context>
<context>
    <name>CrashHandler</name>
    <message>
        <source>Something went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <source>An error in the program: {summary}</source>
        <translation>程序中的错误：{summary}</translation>
    </message>
    <message>
        <source>It was written to the log. You can continue; if the window misbehaves, restart the program.</source>
        <translation>错误已写入日志。可以继续使用；如果窗口不正常，请重新启动。</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>保存会话</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>the bundled file</source>
        <translation>自带的文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Back to the bundled file</source>
        <translation>恢复自带的文件</translation>
    </message>
</context>
<context>
    <name>FlagRow</name>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认值</translation>
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
        <translation>讲义</translation>
    </message>
    <message>
        <source>cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>LivePlot</name>
    <message>
        <source>Logarithmic x axis</source>
        <translation>x 轴取对数</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>y 轴取对数</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>重置视图</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Some settings could not be read; their defaults are used.</source>
        <translation>有些设置无法读取，已改用默认值。</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Settings that tell a story</source>
        <translation>各有看点的几组设置</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>讲义</translation>
    </message>
    <message>
        <source>Show or hide the lesson (F9)</source>
        <translation>显示或隐藏讲义（F9）</translation>
    </message>
</context>
<context>
    <name>ParamPanel</name>
    <message>
        <source>restarts from step 0 with the same seed</source>
        <translation>更改后从第 0 步重新开始，种子不变</translation>
    </message>
    <message>
        <source>{title}: {values}</source>
        <translation>{title}：{values}</translation>
    </message>
    <message>
        <source>Has an effect only with {settings}.</source>
        <translation>仅在 {settings} 时起作用。</translation>
    </message>
</context>
<context>
    <name>ParamRow</name>
    <message>
        <source>Changing this restarts from step 0 with the same seed.</source>
        <translation>更改此项会从第 0 步重新开始，种子不变。</translation>
    </message>
    <message>
        <source>Back to the default, {value}</source>
        <translation>恢复默认值 {value}</translation>
    </message>
</context>
<context>
    <name>PlotCanvas</name>
    <message>
        <source>{n} not shown</source>
        <translation>有 {n} 个值无法显示</translation>
    </message>
</context>
<context>
    <name>RunNews</name>
    <message>
        <source>“{array}” overflowed before the first step: no learning rate helps. Use smaller weights or higher precision.</source>
        <translation>“{array}”在第一步之前就已溢出：调学习率没有用。请减小初始权重或提高精度。</translation>
    </message>
    <message>
        <source>Diverged at step {step}: “{array}” overflowed. {advice}</source>
        <translation>在第 {step} 步发散：“{array}”溢出。{advice}</translation>
    </message>
    <message>
        <source>This topic failed: {summary}</source>
        <translation>本主题运行出错：{summary}</translation>
    </message>
    <message>
        <source>The saved run is being repeated: step {step} of {until}.</source>
        <translation>正在重复保存的运行：第 {step} 步，共 {until} 步。</translation>
    </message>
    <message>
        <source>The worker process ended unexpectedly; the run is being rebuilt: step {step} of {until}.</source>
        <translation>工作进程意外结束；正在重建运行：第 {step} 步，共 {until} 步。</translation>
    </message>
    <message>
        <source>Saved run repeated to step {step}.</source>
        <translation>保存的运行已重复到第 {step} 步。</translation>
    </message>
    <message>
        <source>The worker process ended unexpectedly. The run was rebuilt to step {step} with the same numbers.</source>
        <translation>工作进程意外结束。运行已重建到第 {step} 步，数值与原来相同。</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Copy system information</source>
        <translation>复制系统信息</translation>
    </message>
</context>
<context>
    <name>SideFoot</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Keyboard shortcuts (F1)</source>
        <translation>键盘快捷键（F1）</translation>
    </message>
    <message>
        <source>Full screen (F11)</source>
        <translation>全屏（F11）</translation>
    </message>
</context>
<context>
    <name>SideTabs</name>
    <message>
        <source>Filter (Ctrl+K)</source>
        <translation>筛选（Ctrl+K）</translation>
    </message>
    <message>
        <source>No topic name matches. Esc shows all.</source>
        <translation>没有名称含此内容的主题。按 Esc 显示全部。</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Start or stop training (Space)</source>
        <translation>开始或停止训练（空格）</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Take one training step (→)</source>
        <translation>训练一步（→）</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Start again from step 0 with the same seed (R)</source>
        <translation>从第 0 步重新开始，种子不变（R）</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Training steps per second</source>
        <translation>每秒训练步数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>All randomness comes from this number: the same seed gives the same run</source>
        <translation>所有随机性都来自这个数：种子相同，运行就相同</translation>
    </message>
    <message>
        <source>{n}/s</source>
        <translation>{n} 步/秒</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>Step {n}</source>
        <translation>第 {n} 步</translation>
    </message>
    <message>
        <source>{n} steps/s</source>
        <translation>{n} 步/秒</translation>
    </message>
</context>
</TS>
