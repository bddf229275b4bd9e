"""The keys that move a cursor along a sequence or over a grid."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_HARMLESS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def moved_cell(
    event: QKeyEvent, row: int, column: int, shape: tuple[int, ...]
) -> tuple[int, int] | None:
    """The cell that a key leads to; None for keys that lead nowhere or carry Ctrl or Alt.

    Page Up and Page Down are a clicker's: they walk through the lesson, whatever was clicked last.
    """
    if event.modifiers() & ~_HARMLESS:
        return None
    rows, columns = shape[0], shape[1]
    match event.key():
        case Qt.Key.Key_Left:
            column -= 1
        case Qt.Key.Key_Right:
            column += 1
        case Qt.Key.Key_Up:
            row -= 1
        case Qt.Key.Key_Down:
            row += 1
        case Qt.Key.Key_Home:
            column = 0
        case Qt.Key.Key_End:
            column = columns - 1
        case _:
            return None
    return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)


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
