"""Where the keys lead along a sequence."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def moved_step(event: QKeyEvent, step: int, count: int) -> int | None:
    """The step that a key leads to; None for keys that lead nowhere or carry Ctrl or Alt."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    match event.key():
        case Qt.Key.Key_Left:
            step -= 1
        case Qt.Key.Key_Right:
            step += 1
        case Qt.Key.Key_Home:
            step = 0
        case Qt.Key.Key_End:
            step = count - 1
        case _:
            return None
    return min(max(step, 0), count - 1)


def claims_key(event: QEvent) -> bool:
    """Whether `event` asks for a key that the widget with the focus needs before the window."""
    override = event.type() == QEvent.Type.ShortcutOverride
    return override and isinstance(event, QKeyEvent) and moved_step(event, 0, 1) is not None
