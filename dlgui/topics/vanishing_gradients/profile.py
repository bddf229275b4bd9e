"""What the layers of a network do to the signal and to the gradient, layer by layer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgui.nn.activations import ACTIVATIONS
from dlgui.topics.vanishing_gradients.network import DeepNetwork

Floats = NDArray[np.float64]

MAX_SLOPE: Mapping[str, float] = {
    "sigmoid": 0.25,
    "tanh": 1.0,
    "relu": 1.0,
    "leaky_relu": 1.0,
    "elu": 1.0,
    "identity": 1.0,
}
"""The largest value of f′ anywhere."""

FLAT = 0.1
"""Below this share of its largest value a slope counts as flat."""

BINS, COUNTED = 40, 64
_NEVER_NEGATIVE = ("sigmoid", "relu")
_SQUARINGS = 7


def rms(arrays: NDArray[np.floating[Any]]) -> Floats:
    """Root mean square of each array (L, …), in double precision."""
    roots: Floats = np.sqrt(_sums_of_squares(arrays) / math.prod(arrays.shape[1:]))
    return roots


def norms(arrays: NDArray[np.floating[Any]]) -> Floats:
    """Euclidean norm of each array (L, …), in double precision."""
    roots: Floats = np.sqrt(_sums_of_squares(arrays))
    return roots


def _sums_of_squares(arrays: NDArray[np.floating[Any]]) -> Floats:
    wide = arrays.reshape(len(arrays), -1).astype(np.float64)
    sums: Floats = np.einsum("li,li->l", wide, wide)
    return sums


def slopes(network: DeepNetwork, activation: str) -> NDArray[np.floating[Any]]:
    """f′(ẑ_l) (L, N, H) of the last pass."""
    z = network.z_hat
    wide = z.astype(np.float32) if z.dtype == np.float16 else z
    return ACTIVATIONS[activation].derivative(wide)


def factors(grad_a: Floats) -> Floats:
    """‖∂L/∂a_{l−1}‖ / ‖∂L/∂a_l‖ (L − 1,) for l = 2 … L; NaN where nothing is left to divide by."""
    after = grad_a[1:]
    factor = np.full(len(after), np.nan)
    np.divide(grad_a[:-1], after, out=factor, where=after > 0)
    return factor


def expected_factors(network: DeepNetwork, slope_rms: Floats) -> Floats:
    """What layers 2 … L would do to a gradient that points nowhere in particular, (L − 1,).

    √(mean f′²) · ‖W_l‖ / √H, times the scale of batch normalization, and with a residual
    connection √(1 + that²).

    References
    ----------
    Schoenholz, Gilmer, Ganguli, Sohl-Dickstein (2017), Deep information propagation: √χ.
    """
    W = _weights(network)
    inner = slope_rms[1:] * norms(W) / math.sqrt(W.shape[-1])
    if network.norms:
        inner = inner * rms(_norm_scales(network))
    return np.sqrt(1 + inner**2) if network.residual else inner


def bounds(network: DeepNetwork, activation: str, grad_a: Floats) -> Floats:
    """No gradient grows by more than this in layers 2 … L, (L − 1,).

    ‖W_l‖₂ · max f′, times the largest scale of batch normalization, whose two projections never
    lengthen a vector; with a residual connection 1 + that. To this comes what rounding adds: next
    to the precision's smallest number it makes 1 of 0.6, after the slope, the normalization and
    the weights alike, which matters where `grad_a` (L,), the norms, is as small as that.
    """
    W = spectral_norms(_weights(network))
    scale = _norm_scales(network).max(axis=1) if network.norms else np.ones_like(W)
    inner = W * MAX_SLOPE[activation] * scale
    half = 0.5 * float(np.finfo(network.dtype).smallest_subnormal)
    rounded = half * math.sqrt(network.a[0].size) * (1 + W * (1 + scale))
    after = grad_a[1:]
    inner = inner + np.divide(rounded, after, out=np.zeros_like(after), where=after > 0)
    return 1 + inner if network.residual else inner


def spectral_norms(W: NDArray[np.floating[Any]]) -> Floats:
    """‖W‖₂ of each matrix (L, H, H) from above, at most 1.7 % (and roundings) away for H ≤ 64.

    The largest singular value is at most tr((WᵀW)^p)^(1/2p) ≤ H^(1/2p) ‖W‖₂, with p = 2⁷ here.
    Repeated squaring takes a fraction of the time of singular values; roundings, too, shrink
    with the root, so that single precision will do.
    """
    size = np.abs(W).max(axis=(1, 2))
    scale = np.where(size > 0, size, 1).astype(np.float64)
    unit = (W / scale[:, None, None]).astype(np.float32)
    G = unit.transpose(0, 2, 1) @ unit
    log_norm = np.log(scale)
    for squaring in range(_SQUARINGS + 1):
        G = G @ G if squaring else G
        trace = np.einsum("lii->l", G)
        trace = np.where(trace > 0, trace, 1)
        G /= trace[:, None, None]
        log_norm += 0.5 * np.log(trace) / 2**squaring
    norm: Floats = np.where(size > 0, np.exp(log_norm), 0.0)
    return norm


def _weights(network: DeepNetwork) -> NDArray[np.floating[Any]]:
    """W_2 … W_L, (L − 1, H, H)."""
    return np.stack([dense.params["W"] for dense in network.dense[1:]])


def _norm_scales(network: DeepNetwork) -> Floats:
    """|γ| / √(σ² + ε) of layers 2 … L, (L − 1, H), for the batch of the last pass."""
    variance = network.z[1:].astype(np.float64).var(axis=1)
    gamma = np.stack([norm.params["gamma"] for norm in network.norms[1:]])
    scales: Floats = np.abs(gamma) / np.sqrt(variance + network.norms[0].eps)
    return scales


def histogram(
    network: DeepNetwork, activation: str, signal: Floats
) -> tuple[Floats, tuple[float, float]]:
    """How often each value of a_l occurs: (L, BINS), log(1 + count) with a layer's most at 1.

    The logarithm keeps the rest visible beside the many zeros of ReLU. Returns also the range of
    the bins. Values beyond it are counted in the outermost bins; a layer that holds anything not
    finite is NaN. Of a large batch, only `COUNTED` examples are counted.
    """
    low, high = histogram_range(network, activation, signal)
    L, finite = network.depth, np.isfinite(signal)
    scaled = network.a[:, :COUNTED].reshape(L, -1).astype(np.float32)
    scaled[~finite] = low
    scaled -= low
    scaled *= BINS / (high - low)
    np.clip(scaled, 0, BINS - 1, scaled)
    bins = scaled.astype(np.intp) + BINS * np.arange(L)[:, None]
    counts = np.bincount(bins.ravel(), minlength=BINS * L).reshape(L, BINS)
    heights: Floats = np.log1p(counts)
    heights /= heights.max(axis=1, keepdims=True)
    heights[~finite] = np.nan
    return heights, (low, high)


def histogram_range(network: DeepNetwork, activation: str, signal: Floats) -> tuple[float, float]:
    """The whole range of a bounded activation, otherwise three times the typical size."""
    bounded = not network.residual
    if bounded and activation == "sigmoid":
        return 0.0, 1.0
    if bounded and activation == "tanh":
        return -1.0, 1.0
    usable = signal[np.isfinite(signal) & (signal > 0) & (signal < 1e30)]
    high = _round_up(3 * float(np.median(usable))) if len(usable) else 1.0
    return (0.0 if activation in _NEVER_NEGATIVE else -high), high


def _round_up(value: float) -> float:
    """The least of 1, 2, 5, 10, … that is not below `value` > 0."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= value * 0.999)
