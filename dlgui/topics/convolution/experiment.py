"""The scan: one window position a step, first over the picture, then over the map."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgui.core import Experiment, Frame, Seeds
from dlgui.topics.convolution import Params
from dlgui.topics.convolution.layer import apply_layer
from dlgui.topics.convolution.mixing import Mixing, mix
from dlgui.topics.convolution.pictures import canvas, compose, read_picture
from dlgui.topics.convolution.sizes import Cost, SizeSum

Floats = NDArray[np.float64]
Cell = tuple[int, int]
Box = tuple[int, int, int, int]

FOLLOW, ON_MAP, ON_POOLED = 0, 1, 2
_PICTURE = frozenset(("source", "digit", "path", "size", "colour", "shift_x", "shift_y", "drawing"))
_MIXED = _PICTURE | {"mix_in", "mix_out"}


@dataclass(frozen=True)
class Field:
    """One output cell of the convolution, with everything that goes into it.

    Attributes
    ----------
    cell : (row, column)
        In the map.
    rows, columns : (k,) int array
        The cells of the padded picture that the kernel touches.
    patch, products : (C, k, k) array
        Those cells, and each times its weight.
    channel_sums : (C,) array
        Sums of the products, channel by channel.
    z, y : float
        Σ + b, and φ of it.
    """

    cell: Cell
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    patch: Floats
    products: Floats
    channel_sums: Floats
    z: float
    y: float


@dataclass(frozen=True)
class Window:
    """One output cell of the pooling.

    Attributes
    ----------
    cell : (row, column)
        In the pooled map.
    box : (top, left, bottom, right)
        The window's cells in the map; bottom and right are the first outside.
    value : float
    winner : (row, column)
        In the map: the first largest cell of the window.
    """

    cell: Cell
    box: Box
    value: float
    winner: Cell


@dataclass(frozen=True)
class ScanFrame(Frame):
    """The layer and where the scan is. H, W: picture; H′, W′: map; H″, W″: pooled map.

    Attributes
    ----------
    image : (C, H, W) array
        0 dark to 1 bright.
    padded : (C, H + 2p, W + 2p) array
        With the border of zeros.
    canvas : (D, D) array
        The picture in grey, as a drawing starts from it.
    names : tuple of str
        The kernels, the chosen one first.
    kernel : (C, k, k) array
        The chosen one.
    bias : float
    maps : (F, H′, W′) array
        After the activation, one a kernel; no rows when the kernel does not fit.
    shades : (F, H′, W′) array
        The maps, each divided by its largest size.
    pooled : (H″, W″) array
        Of the first map; no rows without pooling.
    pooling : str
        "none", "max" or "average".
    activation : str
    sizes, pool_sizes : (SizeSum, SizeSum)
        Rows and columns.
    cost : Cost
    field : Field or None
        The cell of the map in view; None when the kernel does not fit.
    window : Window or None
        The cell of the pooled map in view; None while the scan is on the map.
    receptive : (top, left, bottom, right) or None
        All of the padded picture that the cell in view depends on.
    written, pool_written : int
        Cells that this pass of the scan has reached; all before the first step.
    mixing : Mixing
        The 1 × 1 convolution.
    """

    image: Floats
    padded: Floats
    canvas: Floats
    names: tuple[str, ...]
    kernel: Floats
    bias: float
    maps: Floats
    shades: Floats
    pooled: Floats
    pooling: str
    activation: str
    sizes: tuple[SizeSum, SizeSum]
    pool_sizes: tuple[SizeSum, SizeSum]
    cost: Cost
    field: Field | None
    window: Window | None
    receptive: Box | None
    written: int
    pool_written: int
    mixing: Mixing


class Scan(Experiment[Params]):
    """A layer is computed when a parameter changes; a step only goes on to the next cell.

    The scalar of a step is ``value``, what the cell holds. After the last cell of the pooled map
    the scan starts over.
    """

    def __init__(self, params: Params, seeds: Seeds) -> None:
        super().__init__(params, seeds)
        self.place = 0
        self.scanning = False
        self.file_path = ""
        self.file: Floats | None = None
        self._see(params)
        self.mixing = mix(self.image, params, seeds)
        self.layer = apply_layer(self.image, params, seeds)

    def step(self) -> Mapping[str, float]:
        cells = self.layer.z.size + self.layer.pooled.size
        if not cells:
            return {}
        self.scanning = True
        self.place = (self.place + 1) % cells
        if self.place < self.layer.z.size:
            return {"value": float(self.layer.maps[0].flat[self.place])}
        return {"value": float(self.layer.pooled.flat[self.place - self.layer.z.size])}

    def set(self, name: str, value: object) -> None:
        params = self.params.replaced({name: value})
        if name in _PICTURE:
            # Refuses a file that can't be read before anything has changed.
            self._see(params)
        super().set(name, value)
        if name in _MIXED:
            self.mixing = mix(self.image, params, self.seeds)
        if name not in ("focus", "mix_in", "mix_out"):
            self.layer = apply_layer(self.image, params, self.seeds)
            self.place %= max(1, self.layer.z.size + self.layer.pooled.size)

    def arrays(self) -> Iterable[tuple[str, NDArray[Any]]]:
        yield "x", self.image
        yield "K", self.layer.kernels
        yield "z", self.layer.z
        yield "y", self.layer.maps

    def snapshot(self) -> ScanFrame:
        layer, window = self.layer, self._window()
        cell = window.winner if window else self._map_cell()
        field = None if cell is None else self._field(cell)
        cells = layer.z.size
        return ScanFrame(
            image=self.image.copy(),
            padded=layer.padded.copy(),
            canvas=self.canvas.copy(),
            names=layer.names,
            kernel=layer.kernels[0].copy(),
            bias=self.params.bias,
            maps=layer.maps.copy(),
            shades=layer.shades.copy(),
            pooled=layer.pooled.copy(),
            pooling=self.params.pooling,
            activation=self.params.activation,
            sizes=layer.sizes,
            pool_sizes=layer.pool_sizes,
            cost=layer.cost,
            field=field,
            window=window,
            receptive=self._receptive(field, window),
            written=min(self.place + 1, cells) if self.scanning else cells,
            pool_written=max(0, self.place + 1 - cells) if self.scanning else layer.pooled.size,
            mixing=copy.deepcopy(self.mixing),
        )

    def _see(self, params: Params) -> None:
        if params.source == "file" and params.path != self.file_path:
            self.file = read_picture(params.path) if params.path else None
            self.file_path = params.path
        self.image = compose(params, self.file)
        self.canvas = canvas(self.image)

    def _map_cell(self) -> Cell | None:
        shape = self.layer.z.shape
        focus = _focused(self.params, ON_MAP, shape)
        if focus or not self.layer.z.size:
            return focus
        row, column = divmod(min(self.place, self.layer.z.size - 1), shape[1])
        return row, column

    def _pool_cell(self) -> Cell | None:
        shape, cells = self.layer.pooled.shape, self.layer.z.size
        focus = _focused(self.params, ON_POOLED, shape)
        elsewhere = _focused(self.params, ON_MAP, self.layer.z.shape)
        if focus or elsewhere or self.place < cells or not self.layer.pooled.size:
            return focus
        row, column = divmod(self.place - cells, shape[1])
        return row, column

    def _field(self, cell: Cell) -> Field:
        params, layer = self.params, self.layer
        taps = params.dilation * np.arange(layer.kernels.shape[-1])
        rows, columns = (taps + params.stride * index for index in cell)
        patch = layer.padded[:, rows[:, None], columns]
        products = patch * layer.kernels[0]
        return Field(
            cell=cell,
            rows=rows,
            columns=columns,
            patch=patch,
            products=products,
            channel_sums=products.sum(axis=(1, 2)),
            z=float(layer.z[cell]),
            y=float(layer.maps[0][cell]),
        )

    def _window(self) -> Window | None:
        cell = self._pool_cell()
        if cell is None:
            return None
        params, feature_map = self.params, self.layer.maps[0]
        top, left = (params.pool_stride * index for index in cell)
        bottom, right = (
            min(start + params.pool_size, size)
            for start, size in zip((top, left), feature_map.shape, strict=True)
        )
        part = feature_map[top:bottom, left:right]
        row, column = divmod(int(part.argmax()), part.shape[1])
        return Window(
            cell=cell,
            box=(top, left, bottom, right),
            value=float(self.layer.pooled[cell]),
            winner=(top + row, left + column),
        )

    def _receptive(self, field: Field | None, window: Window | None) -> Box | None:
        """Where the window's or the cell's first and last fields begin and end."""
        if field is None:
            return None
        extent, stride = self.layer.sizes[0].extent, self.params.stride
        top, left, bottom, right = window.box if window else _box(field.cell)
        return (
            top * stride,
            left * stride,
            (bottom - 1) * stride + extent,
            (right - 1) * stride + extent,
        )


def _box(cell: Cell) -> Box:
    return cell[0], cell[1], cell[0] + 1, cell[1] + 1


def _focused(params: Params, where: int, shape: tuple[int, ...]) -> Cell | None:
    """The cell under the mouse, if it is on the map asked for and inside of it."""
    place, row, column = (int(number) for number in params.focus)
    inside = row < shape[0] and column < shape[1]
    return (row, column) if place == where and inside else None
