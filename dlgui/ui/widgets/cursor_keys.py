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
        case Qt.Key.Key_Up:
            row = max(row - 1, 0)
        case Qt.Key.Key_Down:
            row = min(row + 1, rows - 1)
        case key:
            moved = _along(key, column, columns)
            if moved is None:
                return None
            column = moved
    return row, column


def moved_step(event: QKeyEvent, step: int, count: int) -> int | None:
    """The step that a key leads to; None for keys that lead nowhere or carry Ctrl or Alt."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    return _along(event.key(), step, count)


def _along(key: int, place: int, count: int) -> int | None:
    match key:
        case Qt.Key.Key_Left:
            return max(place - 1, 0)
        case Qt.Key.Key_Right:
            return min(place + 1, count - 1)
        case Qt.Key.Key_Home:
            return 0
        case Qt.Key.Key_End:
            return count - 1
    return None
