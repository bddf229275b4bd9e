"""The door for a person's own files: text, tables, pictures, and saved runs by `read_file`.

Files are bounded before they are read and only ever parsed, never executed. Whatever is wrong
with one raises a `UserError` that names the file, what is wrong, and what to do.
"""

import csv
import math
import os
import stat
from errno import EISDIR
from pathlib import Path
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from dlgui.data.dataset import Regression
from dlgui.data.netpbm import decode_netpbm
from dlgui.data.pictures import TooLarge, Unsupported
from dlgui.data.png import SIGNATURE, decode_png
from dlgui.messages import UserError, tr

MAX_TEXT_BYTES = 5_000_000
MAX_IMAGE_BYTES = 64_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_SIDE = 4096

# Tab, line feed, form feed and carriage return are all the control characters that texts have.
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\f\r")


def load_text(path: str | os.PathLike[str]) -> str:
    """A text file in UTF-8 or GB18030, with or without a byte order mark.

    Parameters
    ----------
    path : path
        At most `MAX_TEXT_BYTES`.

    Returns
    -------
    text : str
        Not empty; lines end in ``\\n``.

    Raises
    ------
    UserError
    """
    name = _name(path)
    text = _decode(read_file(path, MAX_TEXT_BYTES), name)
    if not text.strip():
        raise UserError(tr("{name} contains no text. Choose another file."), name=name)
    return text


def load_csv(path: str | os.PathLike[str]) -> Regression:
    """A table of numbers: the first line names the columns, the last column is the target.

    Columns are separated by commas, semicolons or tabs, whichever makes the most columns of the
    first line that is not empty.

    Parameters
    ----------
    path : path
        At most `MAX_TEXT_BYTES`, `MAX_ROWS` and `MAX_COLUMNS`.

    Returns
    -------
    Regression
        At least two rows and one feature, all numbers finite.

    Raises
    ------
    UserError
    """
    name = _name(path)
    lines = _decode(read_file(path, MAX_TEXT_BYTES), name).split("\n")
    reader = csv.reader(lines, delimiter=_separator(lines), strict=True)
    try:
        table = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise UserError(
            tr("{name}, line {line}, can't be split into columns. Check its quotation marks."),
            name=name,
            line=reader.line_num,
        ) from error
    columns = _columns(table[0][1] if table else [], name)
    if not 2 <= len(table) - 1 <= MAX_ROWS:
        raise UserError(
            tr("{name} has {n} rows of numbers; 2 to {most} are allowed. Add or remove rows."),
            name=name,
            n=max(len(table) - 1, 0),
            most=MAX_ROWS,
        )
    values = np.array([_numbers(row, columns, line, name) for line, row in table[1:]])
    X = np.ascontiguousarray(values[:, :-1])
    return Regression(X, values[:, -1].copy(), columns[:-1], target=columns[-1])


def load_image(path: str | os.PathLike[str]) -> NDArray[np.float32]:
    """A picture: PNG, PGM or PPM.

    Parameters
    ----------
    path : path
        At most `MAX_IMAGE_BYTES`, and `MAX_SIDE` pixels wide and high.

    Returns
    -------
    image : (C, H, W) float32 array
        Values in [0, 1], 0 black; C is 1 (grey) or 3 (red, green, blue).

    Raises
    ------
    UserError
    """
    name = _name(path)
    try:
        image = _decode_image(read_file(path, MAX_IMAGE_BYTES))
    except TooLarge as error:
        raise UserError(
            tr(
                "{name} has {width} × {height} pixels; at most {side} × {side} are allowed. Scale "
                "the picture down."
            ),
            name=name,
            width=error.width,
            height=error.height,
            side=MAX_SIDE,
        ) from error
    except Unsupported as error:
        raise UserError(
            tr(
                "{name} is neither a non-interlaced PNG with 8 bits per channel nor a PGM or PPM "
                "picture. Save it as an ordinary PNG."
            ),
            name=name,
        ) from error
    except ValueError as error:
        raise UserError(
            tr("{name} is damaged or incomplete. Save the picture again, or choose another file."),
            name=name,
        ) from error
    return np.ascontiguousarray(image.transpose(2, 0, 1))


def _decode_image(content: bytes) -> NDArray[np.float32]:
    if content.startswith(SIGNATURE):
        return decode_png(content, MAX_SIDE).astype(np.float32) / np.float32(255)
    if content[:2] in (b"P2", b"P3", b"P5", b"P6"):
        return decode_netpbm(content, MAX_SIDE)
    raise Unsupported("no known signature")


def _name(path: str | os.PathLike[str]) -> str:
    return Path(path).name or str(path)


def read_file(path: str | os.PathLike[str], limit: int) -> bytes:
    """The bytes of an ordinary file.

    Parameters
    ----------
    path : path
    limit : int
        Largest number of bytes that is accepted.

    Raises
    ------
    UserError
        The file can't be opened, is larger, or is no file: a folder, a pipe, a device.
    """
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(EISDIR, "Is a directory")  # each system says it in its own way
        # A pipe or a device would block, or never end.
        if not stat.S_ISREG(mode):
            _refuse(path)
        with open(path, "rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise UserError(
            tr("{name} can't be opened: {reason}. Choose another file."),
            name=_name(path),
            reason=error.strerror or str(error),
        ) from error
    except ValueError:  # a path with a null character
        _refuse(path)
    if len(content) > limit:
        raise UserError(
            tr("{name} is larger than {limit} MB. Choose a smaller file, or shorten this one."),
            name=_name(path),
            limit=limit // 1_000_000,
        )
    return content


def _refuse(path: str | os.PathLike[str]) -> NoReturn:
    raise UserError(
        tr("{name} is not an ordinary file. Choose another file."),
        name=_name(path),
    )


def _decode(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.isdisjoint(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
        break
    raise UserError(
        tr("{name} is not UTF-8 or GB18030 text. Save it as UTF-8 and choose it again."),
        name=name,
    )


def _separator(lines: list[str]) -> str:
    def columns(separator: str) -> int:
        try:
            reader = csv.reader(lines, delimiter=separator, strict=True)
            return len(next(filter(None, reader), []))
        except csv.Error:
            return 0

    return max(",;\t", key=columns)


def _columns(header: list[str], name: str) -> tuple[str, ...]:
    columns = tuple(column.strip() for column in header)
    if not 2 <= len(columns) <= MAX_COLUMNS:
        raise UserError(
            tr(
                "{name} has {n} columns; 2 to {most} are allowed: the features, then the target. "
                "Separate columns with commas, semicolons or tabs."
            ),
            name=name,
            n=len(columns),
            most=MAX_COLUMNS,
        )
    if all(_number(column) is not None for column in columns):
        raise UserError(
            tr("{name} starts with numbers. Add a first line that names the columns."), name=name
        )
    return columns


def _numbers(row: list[str], columns: tuple[str, ...], line: int, name: str) -> list[float]:
    if len(row) != len(columns):
        raise UserError(
            tr("{name}, line {line}: {n} columns, but the first line has {expected}."),
            name=name,
            line=line,
            n=len(row),
            expected=len(columns),
        )
    numbers = []
    for column, field in zip(columns, row, strict=True):
        number = _number(field)
        if number is None:
            raise UserError(
                tr(
                    "{name}, line {line}, column “{column}”: “{field}” is not a finite number. "
                    "Correct it, or remove the line or the column."
                ),
                name=name,
                line=line,
                column=column,
                field=field[:40],
            )
        numbers.append(number)
    return numbers


def _number(field: str) -> float | None:
    try:
        number = float(field)
    except ValueError:
        return None
    if "_" in field:  # Python's own notation; a table's 2026_07 is a name
        return None
    return number if math.isfinite(number) else None
