"""Pictures decode to the pixels that were encoded, by an encoder written from the specification."""

import contextlib
import struct
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from dlgui.data import files
from dlgui.data.netpbm import decode_netpbm
from dlgui.messages import UserError

reused = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
COLOR = {1: 0, 2: 4, 3: 2, 4: 6}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def paeth(a: int, b: int, c: int) -> int:
    p = a + b - c
    return min((a, b, c), key=lambda neighbour: abs(p - neighbour))


def filtered_row(kind: int, row: list[int], above: list[int], step: int) -> bytes:
    """One row's differences, byte by byte as in section 9 of the specification."""
    out = [kind]
    for i, value in enumerate(row):
        a = row[i - step] if i >= step else 0
        b = above[i]
        c = above[i - step] if i >= step else 0
        out.append((value - (0, a, b, (a + b) // 2, paeth(a, b, c))[kind]) % 256)
    return bytes(out)


def png(pixels: NDArray[np.uint8], filters: list[int], **changes: int) -> bytes:
    """A PNG of (H, W, C) pixels; row r has filter ``filters[r % len(filters)]``."""
    height, width, channels = pixels.shape
    header = {
        "width": width,
        "height": height,
        "depth": 8,
        "color": COLOR[channels],
        "interlace": 0,
    }
    header |= changes
    above = [0] * (width * channels)
    rows = b""
    for r, row in enumerate(pixels.reshape(height, -1).tolist()):
        rows += filtered_row(filters[r % len(filters)], row, above, channels)
        above = row
    ihdr = struct.pack(
        ">IIBBBBB",
        header["width"],
        header["height"],
        header["depth"],
        header["color"],
        0,
        0,
        header["interlace"],
    )
    packed = zlib.compress(rows)
    cut = len(packed) // 2
    body = chunk(b"IHDR", ihdr) + chunk(b"tEXt", b"Title\0x") + chunk(b"PLTE", bytes(range(252)))
    body += chunk(b"IDAT", packed[:cut]) + chunk(b"IDAT", packed[cut:]) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def load(folder: Path, content: bytes) -> NDArray[np.float32]:
    path = folder / "picture"
    path.write_bytes(content)
    return files.load_image(path)


def random_pixels(height: int, width: int, channels: int, seed: int = 0) -> NDArray[np.uint8]:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (height, width, channels), np.uint8)


def channels_first(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    return pixels.transpose(2, 0, 1).astype(np.float32) / np.float32(255)


@reused
@given(
    st.integers(1, 7),
    st.integers(1, 7),
    st.sampled_from([1, 3]),
    st.lists(st.integers(0, 4), min_size=1, max_size=7),
    st.integers(0, 2**32),
)
def test_png_with_any_filters(
    tmp_path_factory: pytest.TempPathFactory,
    height: int,
    width: int,
    channels: int,
    filters: list[int],
    seed: int,
) -> None:
    pixels = random_pixels(height, width, channels, seed)
    image = load(tmp_path_factory.getbasetemp(), png(pixels, filters))
    np.testing.assert_array_equal(image, channels_first(pixels))
    assert image.dtype == np.float32


@pytest.mark.parametrize("channels", [2, 4])
def test_transparency_lies_over_white(tmp_path: Path, channels: int) -> None:
    pixels = random_pixels(9, 8, channels)
    image = load(tmp_path, png(pixels, [4, 3, 1]))
    alpha = pixels[:, :, -1:] / 255
    expected = pixels[:, :, :-1] / 255 * alpha + (1 - alpha)
    np.testing.assert_allclose(image, expected.transpose(2, 0, 1), atol=0.5 / 255 + 1e-6)


def test_palette(tmp_path: Path) -> None:
    index = np.array([[[0], [83]], [[2], [1]]], np.uint8)
    expected = 3 * index + np.arange(3, dtype=np.uint8)
    np.testing.assert_array_equal(
        load(tmp_path, png(index, [1, 2], color=3)) * 255, expected.transpose(2, 0, 1)
    )


def test_png_of_another_program(tmp_path: Path) -> None:
    pixels = np.ascontiguousarray(random_pixels(61, 47, 3) // 64 * 64)
    picture = QImage(pixels.data, 47, 61, 3 * 47, QImage.Format.Format_RGB888)
    assert picture.save(str(tmp_path / "qt.png"))
    np.testing.assert_array_equal(files.load_image(tmp_path / "qt.png"), channels_first(pixels))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"P5 2 1 255\n\x00\xff", [[[0.0, 1.0]]]),
        (b"P5\n# by hand\n1 2\n# more\n3\n\x01\x03", [[[1 / 3], [1.0]]]),
        (b"P2 2 2 4\n0 1\n2 4", [[[0.0, 0.25], [0.5, 1.0]]]),
        (b"P6 1 1 255 \xff\x00\x33", [[[1.0]], [[0.0]], [[0.2]]]),
        (b"P3 1 1 10\n10 0 5\n", [[[1.0]], [[0.0]], [[0.5]]]),
        (b"P5 1 1 65535 \x80\x00", [[[0x8000 / 65535]]]),
    ],
)
def test_netpbm(tmp_path: Path, content: bytes, expected: list[list[list[float]]]) -> None:
    image = load(tmp_path, content)
    assert image.dtype == np.float32
    np.testing.assert_allclose(image, expected, rtol=1e-6)


def test_a_plain_picture_that_is_read_in_many_blocks(tmp_path: Path) -> None:
    values = np.random.default_rng(0).integers(0, 1000, (200, 400))
    words = b" ".join(b"%d" % value for value in values.ravel())
    image = load(tmp_path, b"P2 400 200 999 " + words + b" 7")
    np.testing.assert_array_equal(image[0], values.astype(np.float32) / np.float32(999))
    with pytest.raises(ValueError, match="pixels are missing"):
        decode_netpbm(b"P2 400 200 999 " + words[:-4], 4096)
    tracemalloc.start()
    decode_netpbm(b"P2 1000 1000 99 " + b"10 " * 10**6, 4096)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30e6


good = png(random_pixels(5, 5, 1), [0])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "Save it as an ordinary PNG"),
        (b"GIF89a", "Save it as an ordinary PNG"),
        (png(random_pixels(2, 2, 1), [0], depth=16), "8 bits per channel"),
        (png(random_pixels(2, 2, 1), [0], interlace=1), "non-interlaced"),
        (png(random_pixels(2, 2, 1), [0], width=5000), "5000 × 2 pixels; at most 4096"),
        (b"P5 1 4097 255 ", "1 × 4097 pixels; at most 4096"),
        (png(random_pixels(2, 2, 1), [0], height=0), "damaged"),
        (png(random_pixels(2, 2, 1), [0], height=3), "damaged"),
        (png(random_pixels(2, 2, 1), [0], color=5), "damaged"),
        (png(np.full((2, 2, 1), 84, np.uint8), [0], color=3), "damaged"),
        (good[:8], "damaged"),
        (good[:-1], "damaged"),
        (good.replace(b"Title", b"Tutle"), "damaged"),
        (b"P5 2 2 255\n\x00\x00\x00", "damaged"),
        (b"P5 2 2 0\n\x00\x00\x00\x00", "damaged"),
        (b"P5 0 2 255\n", "damaged"),
        (b"P2 1 1 255\n-1", "damaged"),
        (b"P2 1 1 255\n256", "damaged"),
        (b"P2 2 1 255\n1", "damaged"),
        (b"P5 x", "damaged"),
    ],
)
def test_what_is_not_read(tmp_path: Path, content: bytes, expected: str) -> None:
    with pytest.raises(UserError, match=expected):
        load(tmp_path, content)


def test_a_row_with_an_unknown_filter(tmp_path: Path) -> None:
    content = good.split(b"IDAT")[0][:-4] + chunk(b"IDAT", zlib.compress(b"\x05" + bytes(29)))
    with pytest.raises(UserError, match="damaged"):
        load(tmp_path, content + chunk(b"IEND", b""))


def test_a_small_file_does_not_unpack_beyond_its_size(tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(50_000_000))
    head = good.split(b"IDAT")[0][:-4]
    image = load(tmp_path, head + chunk(b"IDAT", bomb) + chunk(b"IEND", b""))
    assert image.shape == (1, 5, 5)


@pytest.mark.parametrize("gap", [b" ", b"#\n"])
def test_an_endless_header_takes_little_memory(gap: bytes) -> None:
    content = b"P5" + gap * 2_000_000
    tracemalloc.start()
    with pytest.raises(ValueError, match="damaged"):
        decode_netpbm(content, 4096)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50_000_000


@reused
@given(st.data())
def test_any_change_of_a_good_file(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp()
    content = bytearray(
        data.draw(st.sampled_from([good, b"P2 2 2 4\n0 1\n2 4", b"P6 1 1 255 abc"]))
    )
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UserError):
        image = load(folder, bytes(content))
        assert image.min() >= 0
        assert image.max() <= 1


def test_transparency_is_rounded_to_the_nearest_level(tmp_path: Path) -> None:
    """Every grey at every opacity; 255 being odd, nothing lies half way."""
    grey, alpha = np.mgrid[:256, :256].astype(np.uint8)
    image = load(tmp_path, png(np.stack([grey, alpha], axis=2), [0]))
    opacity = alpha / 255
    exact = grey * opacity + 255 * (1 - opacity)
    np.testing.assert_array_equal(np.rint(image[0] * 255), np.rint(exact))


def test_a_palette_of_broken_colours(tmp_path: Path) -> None:
    """The specification, 11.2.3: a length not divisible by 3 is an error."""
    content = png(np.zeros((2, 2, 1), np.uint8), [0], color=3)
    assert load(tmp_path, content).shape == (3, 2, 2)
    whole, broken = chunk(b"PLTE", bytes(range(252))), chunk(b"PLTE", bytes(range(251)))
    with pytest.raises(UserError, match="damaged"):
        load(tmp_path, content.replace(whole, broken))


def test_a_file_that_ends_anywhere_too_early(tmp_path: Path) -> None:
    for length in range(len(good)):
        with pytest.raises(UserError, match="damaged" if length >= 8 else "ordinary PNG"):
            load(tmp_path, good[:length])


@pytest.mark.parametrize("place", [10, 11])
def test_an_unknown_compression_or_filtering_is_refused(tmp_path: Path, place: int) -> None:
    """Bytes 10 and 11 of the header; version 1 of the specification defines 0 alone for both."""
    header = bytearray(struct.pack(">IIBBBBB", 5, 5, 8, 0, 0, 0, 0))
    assert chunk(b"IHDR", bytes(header)) in good
    changed = bytearray(header)
    changed[place] = 1
    content = good.replace(chunk(b"IHDR", bytes(header)), chunk(b"IHDR", bytes(changed)))
    with pytest.raises(UserError, match="damaged"):
        load(tmp_path, content)


def test_a_netpbm_maximum_of_more_than_two_bytes_is_refused(tmp_path: Path) -> None:
    assert load(tmp_path, b"P2 1 1 65535 65535") == 1
    with pytest.raises(UserError, match="damaged"):
        load(tmp_path, b"P2 1 1 65536 65535")
