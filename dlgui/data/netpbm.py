"""PGM and PPM pictures (P2, P3, P5, P6) to arrays.

References
----------
Netpbm documentation, pgm(5) and ppm(5).
"""

import re

import numpy as np
from numpy.typing import NDArray

from dlgui.data.pictures import check_size

# Bytes. The search needs a hundred times the memory of what it reads.
LONGEST_HEADER = 1 << 16

_GAP = rb"(?:\s|#[^\n]*\n)+"
_HEADER = re.compile(
    rb"P([2356])" + _GAP + rb"(\d{1,9})" + _GAP + rb"(\d{1,9})" + _GAP + rb"(\d{1,9})\s"
)

# Words as objects take forty times the memory of the file, so they are made block by block.
_BLOCK = re.compile(rb"(?s:.{1,65536})\S*")


def decode_netpbm(content: bytes, max_side: int) -> NDArray[np.float32]:
    """The picture in a PGM or PPM file.

    Parameters
    ----------
    content : bytes
    max_side : int
        Greatest width and height in pixels that is accepted.

    Returns
    -------
    image : (H, W, C) float32 array
        Values in [0, 1]; C is 1 (PGM) or 3 (PPM).

    Raises
    ------
    TooLarge
    ValueError
        The file is damaged.
    """
    header = _HEADER.match(content, 0, LONGEST_HEADER)
    if header is None:
        raise ValueError("the header is damaged")
    kind, width, height, top = (int(part) for part in header.groups())
    check_size(width, height, max_side)
    if not 0 < top < 65536:
        raise ValueError("the header is damaged")
    shape = height, width, 1 if kind in (2, 5) else 3
    count = height * width * shape[2]
    body = content[header.end() :]
    values = _plain(body, count) if kind in (2, 3) else _binary(body, count, top)
    if values.max() > top:
        raise ValueError("a value is above the maximum")
    return (values / np.float32(top)).reshape(shape)


def _plain(body: bytes, count: int) -> NDArray[np.float32]:
    values = np.empty(count, np.float32)
    done = 0
    for block in _BLOCK.finditer(body):
        words = block[0].split()[: count - done]
        if not all(len(word) <= 5 and word.isdigit() for word in words):
            raise ValueError("a pixel is not a whole number")
        values[done : done + len(words)] = [int(word) for word in words]
        done += len(words)
        if done == count:
            return values
    raise ValueError("pixels are missing")


def _binary(body: bytes, count: int, top: int) -> NDArray[np.float32]:
    pixel = np.dtype(np.uint8 if top < 256 else ">u2")
    if len(body) < count * pixel.itemsize:
        raise ValueError("pixels are missing")
    return np.frombuffer(body, pixel, count).astype(np.float32)
