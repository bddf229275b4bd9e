"""Optimizers: how a gradient g changes a parameter θ. All update in place.

::

    SGD       v ← μ v + g                 θ ← θ − η v            (Nesterov: θ ← θ − η (g + μ v))
    Adagrad   s ← s + g²                  θ ← θ − η g / (√s + ε)
    RMSprop   s ← ρ s + (1 − ρ) g²        θ ← θ − η g / (√s + ε)
    Adam      m ← β₁ m + (1 − β₁) g
              s ← β₂ s + (1 − β₂) g²      θ ← θ − η m̂ / (√ŝ + ε),  m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ)
    AdamW     θ ← (1 − η λ) θ, then Adam

``optimizer.step(layer.params, layer.grads)`` takes two mappings with equal keys;
``optimizer.step(net.fused_params, net.fused_grads)`` does the same on one vector, which is the
fast way. State is kept by key, so use one way with one optimizer. ``optimizer.lr`` may be changed
between steps.

The state of float16 parameters is kept in float32: g² would underflow.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping

import numpy as np

from dlgui.nn.shapes import Array, check_shape


class Optimizer(ABC):
    """Common to all: the learning rate, the state, and the loop over parameters.

    Parameters
    ----------
    lr : float
        Learning rate η.

    Attributes
    ----------
    steps : int
        How many steps were taken.
    state : dict of str to list of arrays
        For each key the vectors that `slots` counts, zero at first.
    """

    slots = 0

    def __init__(self, lr: float) -> None:
        self.steps = 0
        self.state: dict[str, list[Array]] = {}
        self._reset()
        self.lr = lr

    def _reset(self) -> None:
        self._work: dict[str, tuple[Array, Array, Array]] = {}

    @property
    def lr(self) -> float:
        """Learning rate η."""
        return self.rate

    @lr.setter
    def lr(self, lr: float) -> None:
        self.rate = float(lr)
        # A Python number costs a ufunc more time than an array without axes.
        self._rates = {code: np.array(lr, code) for code in "fd"}

    def step(self, params: Mapping[str, Array], grads: Mapping[str, Array]) -> None:
        """Update every array of `params` in place from the one of the same name in `grads`."""
        if params.keys() != grads.keys():
            raise ValueError(f"grads: expected the keys {sorted(params)}, given {sorted(grads)}")
        self.steps += 1
        for name, theta in params.items():
            g, work = grads[name], self._work.get(name)
            if work is None or work[0] is not theta or work[1].shape != g.shape:
                work = self._prepare(name, theta, g)
            self._update(theta, g, self.state[name], work[1], work[2])

    def _prepare(self, name: str, theta: Array, g: Array) -> tuple[Array, Array, Array]:
        check_shape(f"gradient of {name}", g.shape, theta.shape)
        dtype = np.result_type(theta.dtype, np.float32)
        if name not in self.state:
            self.state[name] = [np.zeros(theta.shape, dtype) for _ in range(self.slots)]
        for slot in self.state[name]:
            check_shape(f"{name}, whose state is kept", theta.shape, slot.shape)
        u, t = np.empty(theta.shape, dtype), np.empty(theta.shape, dtype)
        work = self._work[name] = theta, u, t
        return work

    @abstractmethod
    def _update(self, theta: Array, g: Array, state: list[Array], u: Array, t: Array) -> None:
        """Change `theta` in place; `u` and `t` are scratch of its shape."""

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._reset()
        self.lr = self.rate


def _subtract(theta: Array, update: Array) -> None:
    np.subtract(theta, update, theta)


class SGD(Optimizer):
    """Gradient descent, with momentum μ and Nesterov's look-ahead if wished.

    Parameters
    ----------
    lr : float
    momentum : float
        0 ≤ μ < 1. If it is above 0 here, it may be changed between steps; from 0 on, no velocity
        is kept, and a change is without effect.
    nesterov : bool

    References
    ----------
    Sutskever et al. (2013), in the form that PyTorch uses.
    """

    def __init__(self, lr: float, momentum: float = 0.0, nesterov: bool = False) -> None:
        _check_share("momentum", momentum)
        if nesterov and momentum == 0:
            raise ValueError("nesterov: expected a momentum above 0 with it, given 0")
        self.momentum = momentum
        self.nesterov = nesterov
        self.slots = 1 if momentum else 0
        super().__init__(lr)

    def _update(self, theta: Array, g: Array, state: list[Array], u: Array, t: Array) -> None:
        if state:
            (v,) = state
            np.multiply(v, self.momentum, v)
            np.add(v, g, v)
            if self.nesterov:
                np.multiply(v, self.momentum, u)
                g = np.add(u, g, u)
            else:
                g = v
        np.multiply(g, self._rates[u.dtype.char], u)
        np.subtract(theta, u, theta)


class Adagrad(Optimizer):
    """Each parameter's rate falls with the sum of its squared gradients.

    References
    ----------
    Duchi, Hazan, Singer (2011).
    """

    slots = 1

    def __init__(self, lr: float = 0.01, eps: float = 1e-10) -> None:
        self.eps = eps
        super().__init__(lr)

    def _update(self, theta: Array, g: Array, state: list[Array], u: Array, t: Array) -> None:
        (s,) = state
        np.multiply(g, g, u, dtype=u.dtype)
        np.add(s, u, s)
        _scaled_step(theta, g, s, self.lr, self.eps, u, t)


class RMSprop(Optimizer):
    """Each parameter's rate falls with the running mean of its squared gradients.

    References
    ----------
    Tieleman, Hinton (2012), lecture 6.5.
    """

    slots = 1

    def __init__(self, lr: float = 0.001, rho: float = 0.9, eps: float = 1e-8) -> None:
        _check_share("rho", rho)
        self.rho = rho
        self.eps = eps
        super().__init__(lr)

    def _update(self, theta: Array, g: Array, state: list[Array], u: Array, t: Array) -> None:
        (s,) = state
        np.multiply(g, g, u, dtype=u.dtype)
        _average(s, u, self.rho)
        _scaled_step(theta, g, s, self.lr, self.eps, u, t)


class Adam(Optimizer):
    """Momentum and RMSprop together, with the bias from starting at zero taken out.

    References
    ----------
    Kingma, Ba (2015), algorithm 1.
    """

    slots = 2

    def __init__(
        self, lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        _check_share("beta1", beta1)
        _check_share("beta2", beta2)
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        super().__init__(lr)

    def _update(self, theta: Array, g: Array, state: list[Array], u: Array, t: Array) -> None:
        m, s = state
        np.copyto(u, g)
        _average(m, u, self.beta1)
        np.multiply(g, g, u, dtype=u.dtype)
        _average(s, u, self.beta2)
        # η m̂/(√ŝ + ε) with both corrections moved into two numbers.
        root = math.sqrt(1 - self.beta2**self.steps)
        rate = self.lr * root / (1 - self.beta1**self.steps)
        _scaled_step(theta, m, s, rate, self.eps * root, u, t)


class AdamW(Adam):
    """Adam, with weights that decay by themselves rather than through the gradient.

    All that it is given decays: of a network with BatchNorm give it ``fused_params``, which leave
    out the running statistics.

    References
    ----------
    Loshchilov, Hutter (2019).
    """

    def __init__(
        self,
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        self.weight_decay = weight_decay
        super().__init__(lr, beta1, beta2, eps)

    def _update(self, theta: Array, g: Array, state: list[Array], u: Array, t: Array) -> None:
        np.multiply(theta, 1 - self.lr * self.weight_decay, theta)
        super()._update(theta, g, state, u, t)


def _check_share(name: str, value: float) -> None:
    """What a running mean keeps of its old value at each step."""
    if not 0 <= value < 1:
        raise ValueError(f"{name}: expected 0 ≤ {name} < 1, given {value}")


def _average(mean: Array, new: Array, rate: float) -> None:
    """mean ← rate · mean + (1 − rate) · new; overwrites `new`."""
    np.multiply(mean, rate, mean)
    np.multiply(new, 1 - rate, new)
    np.add(mean, new, mean)


def _scaled_step(
    theta: Array, g: Array, s: Array, rate: float, eps: float, u: Array, t: Array
) -> None:
    """θ ← θ − rate · g / (√s + ε)."""
    np.sqrt(s, u)
    np.add(u, eps, u)
    np.multiply(g, rate, t, dtype=t.dtype)
    np.divide(t, u, u)
    _subtract(theta, u)
