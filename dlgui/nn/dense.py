"""The fully connected layer.

::

    y = x W + b
    dW = xᵀ dy,   db = Σ_n dy_n,   dx = dy Wᵀ
"""

import numpy as np
from numpy.typing import DTypeLike

from dlgui.nn.initializers import Initializer, glorot
from dlgui.nn.layer import NOT_YET, Layer
from dlgui.nn.shapes import Array, check_shape, reuse, widened


class Dense(Layer):
    """y = x W + b on the last axis of x.

    Parameters
    ----------
    in_features, out_features : int
    rng : Generator, optional
        Draws the initial W; b starts at zero. Default: a new, unpredictable one.
    dtype : dtype
    weight_init : Initializer
        Called with shape (in, out).

    Attributes
    ----------
    params["W"] : (in, out) array
    params["b"] : (out,) array
    """

    def __init__(
        self,
        in_features: int,
        out_features: int,
        *,
        rng: np.random.Generator | None = None,
        dtype: DTypeLike = np.float32,
        weight_init: Initializer = glorot,
    ) -> None:
        if min(in_features, out_features) < 1:
            raise ValueError(
                f"Dense: expected at least one feature in and out, "
                f"given in {in_features}, out {out_features}"
            )
        self.in_features = in_features
        self.out_features = out_features
        super().__init__({"W": (in_features, out_features), "b": (out_features,)}, dtype)
        rng = np.random.default_rng() if rng is None else rng
        self.params["W"][...] = weight_init((in_features, out_features), rng, dtype)

    def _reset(self) -> None:
        self._x = self._y = self._dx = np.empty((0, 0), np.float32)
        self._x_shape = self._y_shape = NOT_YET

    def _forward(self, x: Array, train: bool) -> Array:
        W, b = self.params["W"], self.params["b"]
        if x.ndim < 2 or x.shape[-1] != self.in_features:
            check_shape("x of Dense", x.shape, ("…", "N", self.in_features))
        self._x_shape, self._y_shape = x.shape, (*x.shape[:-1], self.out_features)
        self._x = x = np.asarray(x, W.dtype).reshape(-1, self.in_features)
        self._y = reuse(self._y, (len(x), self.out_features), W.dtype)
        x.dot(W, self._y)
        np.add(self._y, b, self._y)
        return self._y.reshape(self._y_shape)

    def _backward(self, dy: Array) -> Array:
        W, dW, db = self.params["W"], self.grads["W"], self.grads["b"]
        self._check_dy(dy, self._y_shape)
        dy = np.asarray(dy, W.dtype).reshape(-1, self.out_features)
        self._x.T.dot(dy, dW)
        np.add.reduce(widened(dy), axis=0, out=db)
        self._dx = reuse(self._dx, self._x.shape, W.dtype)
        dy.dot(W.T, self._dx)
        return self._dx.reshape(self._x_shape)
