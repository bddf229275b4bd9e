"""PNG pictures to arrays with the standard library's zlib.

Read are 8-bit pictures that are not interlaced: grey, RGB and palette, the first two also with
transparency, which is laid over white.

References
----------
W3C (2003), Portable Network Graphics specification, sections 5, 9 and 11.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlgui.data.pictures import Unsupported, check_size

Bytes = NDArray[np.uint8]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE, _GREY_ALPHA, _RGB_ALPHA = 0, 2, 3, 4, 6
_CHANNELS = {_GREY: 1, _RGB: 3, _PALETTE: 1, _GREY_ALPHA: 2, _RGB_ALPHA: 4}
_NONE, _SUB, _UP, _AVERAGE, _PAETH = range(5)


@dataclass(frozen=True)
class _Header:
    width: int
    height: int
    color: int

    @property
    def channels(self) -> int:
        return _CHANNELS[self.color]


def decode_png(content: bytes, max_side: int) -> Bytes:
    """The picture in a PNG file.

    Parameters
    ----------
    content : bytes
    max_side : int
        Greatest width and height in pixels that is accepted.

    Returns
    -------
    image : (H, W, C) uint8 array
        C is 1 (grey) or 3 (red, green, blue).

    Raises
    ------
    TooLarge, Unsupported
    ValueError
        The file is damaged.
    """
    header: _Header | None = None
    palette = b""
    packed = []
    for kind, data in _chunks(content):
        if header is None:
            header = _read_header(kind, data, max_side)
        elif kind == b"PLTE":
            palette = data
        elif kind == b"IDAT":
            packed.append(data)
        elif kind == b"IEND":
            rows = _unpack(b"".join(packed), header)
            return _colors(_unfilter(rows, header), header, palette)
    raise ValueError("the file ends too early")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        end = place + 8 + length
        if end + 4 > len(content):
            return
        (checksum,) = struct.unpack_from(">I", content, end)
        if zlib.crc32(content[place + 4 : end]) != checksum:
            raise ValueError("a checksum does not match")
        yield content[place + 4 : place + 8], content[place + 8 : end]
        place = end + 4


def _read_header(kind: bytes, data: bytes, max_side: int) -> _Header:
    if kind != b"IHDR" or len(data) != 13:
        raise ValueError("the header is missing")
    width, height, depth, color, compression, filtering, interlace = struct.unpack(">IIBBBBB", data)
    check_size(width, height, max_side)
    if color not in _CHANNELS or compression or filtering:
        raise ValueError("the header is damaged")
    if depth != 8 or interlace:
        raise Unsupported(f"{depth} bits in each channel, interlace {interlace}")
    return _Header(width, height, color)


def _unpack(packed: bytes, header: _Header) -> Bytes:
    """Compressed bytes to rows (H, 1 + W·C): each begins with the number of its filter."""
    row = 1 + header.width * header.channels
    # The limit keeps a small file from unpacking into all of the memory.
    try:
        raw = zlib.decompressobj().decompress(packed, row * header.height)
    except zlib.error as error:
        raise ValueError("the compressed data are damaged") from error
    if len(raw) != row * header.height:
        raise ValueError("rows are missing")
    return np.frombuffer(raw, np.uint8).reshape(header.height, row)


def _unfilter(rows: Bytes, header: _Header) -> Bytes:
    """Rows (H, 1 + W·C) of differences to pixels (H, W, C).

    A pixel is its difference plus a prediction from its neighbours a (left), b (above) and c
    (above left). All three lie on the two antidiagonals before the pixel's own, so a whole
    antidiagonal is computed at once, whatever filter each row has.
    """
    height, width, channels = header.height, header.width, header.channels
    kinds = rows[:, 0]
    if kinds.max() > _PAETH:
        raise ValueError("a row has an unknown filter")
    # A border of zeros stands for the neighbours outside of the picture.
    pixels = np.zeros((channels, height + 1, width + 1), np.uint8)
    pixels[:, 1:, 1:] = rows[:, 1:].reshape(height, width, channels).transpose(2, 0, 1)
    # In the flat array one row down and one column left is always the same step.
    flat = pixels.reshape(channels, -1)
    for k in range(height + width - 1):
        top, bottom = max(0, k - width + 1), min(height, k + 1)
        corner = top * (width + 1) + k - top
        c, b, a, x = (
            flat[:, start : start + (bottom - top - 1) * width + 1 : width]
            for start in (corner, corner + 1, corner + width + 1, corner + width + 2)
        )
        x += _predict(kinds[top:bottom], a, b, c)
    return pixels[:, 1:, 1:].transpose(1, 2, 0)


def _predict(kind: Bytes, a: Bytes, b: Bytes, c: Bytes) -> Bytes:
    left, up, corner = a.astype(np.int16), b.astype(np.int16), c.astype(np.int16)
    from_left, from_up = up - corner, left - corner
    to_left, to_up, to_corner = np.abs(from_left), np.abs(from_up), np.abs(from_left + from_up)
    nearest = np.where(to_up <= to_corner, up, corner)
    nearest = np.where(to_left <= np.minimum(to_up, to_corner), left, nearest)
    prediction = np.where(kind == _PAETH, nearest, (left + up) >> 1)
    prediction = np.where(kind == _UP, up, prediction)
    prediction = np.where(kind == _SUB, left, prediction)
    return np.where(kind == _NONE, 0, prediction).astype(np.uint8)


def _colors(pixels: Bytes, header: _Header, palette: bytes) -> Bytes:
    """Pixels as stored to grey or RGB."""
    if header.color == _PALETTE:
        entries = np.frombuffer(palette, np.uint8).reshape(-1, 3)  # ValueError: no whole colours
        if pixels.max() >= len(entries):
            raise ValueError("the palette is too small")
        return entries[pixels[:, :, 0]]
    if header.color not in (_GREY_ALPHA, _RGB_ALPHA):
        return pixels
    alpha = pixels[:, :, -1:].astype(np.uint16)
    over_white = (pixels[:, :, :-1] * alpha + 255 * (255 - alpha) + 127) // 255
    return over_white.astype(np.uint8)
