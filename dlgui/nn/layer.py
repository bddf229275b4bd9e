"""What every layer has in common: forward, backward, and where the parameters live.

For a layer y = f(x; θ) inside a network with loss L::

    forward:   y = f(x; θ)
    backward:  dx = (∂y/∂x)ᵀ dy,   dθ = (∂y/∂θ)ᵀ dy,   where dy = ∂L/∂y

**Storage.** All parameters of a layer are one flat, contiguous vector ``flat_params``, all
gradients another, ``flat_grads``. The named arrays in ``params`` and ``grads`` are views into
them. A network binds the vectors of its layers into one, so that an optimizer's step over the
whole network is a handful of NumPy calls on ``fused_params`` and ``fused_grads``.

**Gradients are overwritten** by each `backward`; they do not accumulate.

**Results belong to the caller**: `forward` and `backward` return fresh arrays. A network calls
`_forward` and `_backward` instead, whose results are buffers, good until the next call.

**Checkpoints.** Pickling a layer stores everything except the attributes whose name begins with
an underscore; those are scratch, which `_reset` makes anew. After unpickling the named arrays are
views again, and a dict such as ``net.fused_params`` that the same pickle holds elsewhere is still
the same dict. Call `forward` before `backward` after it.
"""

import copy
from collections.abc import Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from dlgui.nn.shapes import Array, Shape, check_shape, float_dtype

NOT_YET: Shape = (0,)  # of scratch before the first forward pass


class Layer:
    """A differentiable function with parameters.

    A subclass passes its parameters' shapes to `__init__`, fills ``params`` with initial values,
    and implements `_forward` and `_backward` (or `forward` and `backward`, if it manages its
    results itself). One whose named arrays are laid out differently overrides `_views`.

    Parameters
    ----------
    shapes : mapping of str to tuple of int
        Name and shape of each parameter, in the order of storage.
    dtype : float16, float32 or float64
        Type of parameters, gradients and results. None, for layers without parameters: the type
        of the input.

    Attributes
    ----------
    params, grads : dict of str to array
        Named views, equal keys.
    flat_params, flat_grads : (P,) arrays
        All of them.
    fused_params, fused_grads : dict of str to array
        ``{"all": flat_params}`` and the same for gradients: the fast way to call an optimizer.
    """

    def __init__(
        self, shapes: Mapping[str, Shape] | None = None, dtype: DTypeLike | None = np.float32
    ) -> None:
        self.dtype: np.dtype[Any] | None = None if dtype is None else float_dtype(dtype)
        self.shapes: dict[str, Shape] = dict(shapes or {})
        size = sum(int(np.prod(shape)) for shape in self.shapes.values())
        storage = np.dtype(np.float32) if self.dtype is None else self.dtype
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}
        self.fused_params: dict[str, Array] = {}
        self.fused_grads: dict[str, Array] = {}
        self._adopt(np.zeros(size, storage), np.zeros(size, storage))
        self._reset()

    def forward(self, x: ArrayLike, train: bool = False) -> Array:
        """y = f(x), a fresh array; `train` selects the behaviour during training."""
        return self._forward(np.asarray(x), train).copy("K")

    def backward(self, dy: ArrayLike) -> Array:
        """dx for the x of the last `forward`, a fresh array; overwrites ``grads``."""
        return self._backward(np.asarray(dy)).copy("K")

    def backward_params(self, dy: ArrayLike) -> None:
        """Like `backward` without dx, which the first layer of a network has no use for."""
        self._backward_params(np.asarray(dy))

    def _forward(self, x: Array, train: bool) -> Array:
        """Like `forward`, but the result may be a buffer that the next call overwrites."""
        return self.forward(x, train)

    def _backward(self, dy: Array) -> Array:
        """Like `backward`, but the result may be a buffer that the next call overwrites."""
        return self.backward(dy)

    def _backward_params(self, dy: Array) -> None:
        """Overwrite ``grads``; a layer that saves work by leaving out dx overrides this."""
        self._backward(dy)

    def _check_dy(self, dy: Array, expected: Shape) -> None:
        """Raise unless dy has the shape of the last y; `NOT_YET` if there was none."""
        if dy.shape == expected:
            return
        if expected == NOT_YET:
            raise self._too_early()
        check_shape(f"dy of {type(self).__name__}", dy.shape, expected)

    def _too_early(self, what: str = "backward was called", before: str = "forward") -> ValueError:
        """The error for asking a layer for what an earlier pass would have left behind."""
        return ValueError(f"{type(self).__name__}: {what} before {before}")

    def _reset(self) -> None:
        """Set the scratch attributes (those with an underscore) to their empty values."""

    def _views(self, flat: Array) -> dict[str, Array]:
        """The named arrays as views into `flat`, a vector as long as ``flat_params``."""
        views = {}
        start = 0
        for name, shape in self.shapes.items():
            stop = start + int(np.prod(shape))
            views[name] = flat[start:stop].reshape(shape)
            start = stop
        return views

    def bind(self, values: Array, gradients: Array) -> None:
        """Use two given flat vectors as storage from now on.

        The present values and gradients are copied in, then the named views are made anew. The
        dicts ``params``, ``grads``, ``fused_params`` and ``fused_grads`` stay the same objects.

        Parameters
        ----------
        values, gradients : (P,) contiguous arrays
            Usually slices of a network's vectors.
        """
        for what, vector in (("values", values), ("gradients", gradients)):
            check_shape(what, vector.shape, self.flat_params.shape)
            if vector.dtype != self.flat_params.dtype or not vector.flags.c_contiguous:
                raise ValueError(
                    f"{what}: expected a contiguous {self.flat_params.dtype} vector, "
                    f"given {vector.dtype} with strides {vector.strides}"
                )
        values[...] = self.flat_params
        gradients[...] = self.flat_grads
        self._adopt(values, gradients)
        self._reset()

    def _adopt(self, values: Array, gradients: Array) -> None:
        self.flat_params = values
        self.flat_grads = gradients
        self.params.update(self._views(values))
        self.grads.update(self._views(gradients))
        self.fused_params["all"] = values
        self.fused_grads["all"] = gradients

    def astype(self, dtype: DTypeLike) -> Self:
        """A copy of this layer that computes in `dtype`; random generators are copied too."""
        clone = copy.deepcopy(self)
        clone._cast(float_dtype(dtype))
        return clone

    def _cast(self, dtype: np.dtype[Any]) -> None:
        if self.dtype is None:
            return
        self.dtype = dtype
        self._adopt(self.flat_params.astype(dtype), self.flat_grads.astype(dtype))
        self._reset()

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._adopt(self.flat_params, self.flat_grads)
        self._reset()
