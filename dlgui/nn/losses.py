"""Losses. Each returns (value, gradient with respect to its first argument).

::

    mse                    L = mean (p − t)²                    dp = 2 (p − t) / size
    softmax_cross_entropy  L = − mean_n log softmax(z_n)[t_n]   dz = (softmax(z) − onehot(t)) / N
    sigmoid_cross_entropy  L = mean (log(1 + e^z) − t z)        dz = (σ(z) − t) / size

The value is a Python float, the gradient a fresh array of the first argument's float type.

For the lesson on saturation, the same losses after an explicit σ or softmax, with the gradient by
the chain rule, one factor after the other, as one would first write it::

    dz = dL/dp · σ′(z),   σ′(z) = p (1 − p)

For MSE the factor σ′ vanishes where σ saturates, however wrong the answer. For cross-entropy
dL/dp = (p − t) / (p (1 − p)) cancels it on paper, but p reaches exactly 0 or 1 in floating point,
the quotient is then infinite and the product NaN; the combined losses above have no such quotient.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from dlgui.nn.activations import sigmoid, softplus
from dlgui.nn.shapes import Array, ShapeError, as_float, check_shape, widened
from dlgui.nn.softmax import log_softmax, softmax


def _not_empty(what: str, x: Array) -> None:
    if x.size == 0:
        raise ShapeError(f"{what}: expected at least one example, given shape {x.shape}")


def _same_shape(what: str, x: ArrayLike, targets: ArrayLike) -> tuple[Array, Array]:
    x = as_float(x)
    targets = np.asarray(targets, x.dtype)
    if targets.shape != x.shape or not x.size:
        check_shape(what, targets.shape, x.shape)
        _not_empty(what, x)
    return x, targets


def mse(prediction: ArrayLike, target: ArrayLike) -> tuple[float, Array]:
    """Mean squared error over all elements; both arguments have the same shape."""
    prediction, target = _same_shape("target of mse", prediction, target)
    difference = prediction - target
    flat = widened(difference.ravel())
    size = flat.size
    value = float(flat.dot(flat)) / size
    difference *= _two_over(size, difference.dtype.char)
    return value, difference


@lru_cache(maxsize=64)
def _two_over(size: int, code: str) -> Array:
    """2 / size without axes: a Python number costs a ufunc twice the time."""
    return np.array(2 / size, code)


def _class_numbers(labels: Array, classes: int) -> Array:
    if labels.dtype.kind not in "iub":
        raise ValueError(f"labels: expected whole numbers, given {labels.dtype}")
    numbers = np.asarray(labels.reshape(-1), np.intp)
    # As unsigned numbers negative ones are huge, so one comparison finds both kinds of error. Its
    # bytes are searched in half the time of NumPy's `all`.
    if False in (numbers.view(np.uintp) < classes).tobytes():
        raise ValueError(
            f"labels: expected 0 to {classes - 1}, given {labels.min()} to {labels.max()}"
        )
    return numbers


def _as_probabilities(logits: Array, labels: ArrayLike) -> Array:
    """Target probabilities (…, C) from class numbers (…) or from probabilities."""
    labels = np.asarray(labels)
    if labels.ndim == logits.ndim:
        check_shape("labels", labels.shape, logits.shape)
        return np.asarray(labels, logits.dtype)
    check_shape("labels", labels.shape, logits.shape[:-1])
    classes = logits.shape[-1]
    numbers = _class_numbers(labels, classes)
    return np.eye(classes, dtype=logits.dtype)[numbers].reshape(logits.shape)


def softmax_cross_entropy(logits: ArrayLike, labels: ArrayLike) -> tuple[float, Array]:
    """Cross-entropy of softmax(logits) with the labels, mean over all but the last axis.

    Parameters
    ----------
    logits : (…, C) array
    labels : (…) whole numbers from 0 to C − 1, or (…, C) probabilities
    """
    logits, labels = as_float(logits), np.asarray(labels)
    if logits.ndim < 2:
        check_shape("logits", logits.shape, ("N", "C"))
    _not_empty("logits", logits)
    if labels.ndim == logits.ndim:
        return _cross_entropy_with_probabilities(logits, _as_probabilities(logits, labels))
    if labels.shape != logits.shape[:-1]:
        check_shape("labels", labels.shape, logits.shape[:-1])
    classes = logits.shape[-1]
    numbers = _class_numbers(labels, classes)
    count = numbers.size
    # Sums are products with ones: NumPy's own sum costs three times as much on small arrays. The
    # ones of float16 logits are float32, and so are the sums.
    per_class, per_example, places, width, share = _counts(count, classes, logits.dtype.char)
    # Class axis first: reductions over it then run along contiguous rows.
    z = logits.reshape(-1, classes).T
    z = np.subtract(z, np.maximum.reduce(z, axis=0), order="C")
    flat, of_label = z.reshape(-1), numbers * width + places
    log_p = flat[of_label]
    p = np.exp(z, z)
    total = per_class.dot(p)
    value = float((np.log(total) - log_p).dot(per_example)) / count
    np.multiply(p, share / total, p, casting="same_kind")
    flat[of_label] -= share
    return value, p.T.reshape(logits.shape)


@lru_cache(maxsize=16)
def _counts(count: int, classes: int, code: str) -> tuple[Array, Array, Array, Array, Array]:
    """Ones for classes and for examples; 0 … count − 1; count and 1/count without axes."""
    wide = np.result_type(code, np.float32)
    ones = np.ones(classes, wide), np.ones(count, wide)
    return *ones, np.arange(count), np.array(count), np.array(1 / count, wide)


def _cross_entropy_with_probabilities(logits: Array, targets: Array) -> tuple[float, Array]:
    count = logits.size // logits.shape[-1]
    log_p = log_softmax(logits)
    value = -float(np.vdot(widened(targets), widened(log_p))) / count
    gradient = np.exp(log_p, log_p)
    gradient *= widened(targets).sum(axis=-1, keepdims=True)
    gradient -= targets
    gradient *= 1 / count
    return value, gradient


def sigmoid_cross_entropy(logits: ArrayLike, targets: ArrayLike) -> tuple[float, Array]:
    """Binary cross-entropy of σ(logits), mean over all elements; targets in [0, 1]."""
    logits, targets = _same_shape("targets", logits, targets)
    value = float(np.mean(softplus(logits) - targets * logits))
    gradient = sigmoid(logits)
    gradient -= targets
    gradient *= 1 / logits.size
    return value, gradient


def mse_after_sigmoid(logits: ArrayLike, targets: ArrayLike) -> tuple[float, Array]:
    """L = mean (σ(z) − t)²; dz carries the factor σ′(z), which vanishes in saturation."""
    logits, targets = _same_shape("targets", logits, targets)
    p = sigmoid(logits)
    value, dp = mse(p, targets)
    return value, dp * p * (1 - p)


def cross_entropy_after_sigmoid(logits: ArrayLike, targets: ArrayLike) -> tuple[float, Array]:
    """Binary cross-entropy from p = σ(z), factor by factor: inf and NaN where p is 0 or 1."""
    logits, targets = _same_shape("targets", logits, targets)
    p = sigmoid(logits)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = -float(np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p)))
        dp = ((1 - targets) / (1 - p) - targets / p) / p.size
        return value, dp * (p * (1 - p))


def mse_after_softmax(logits: ArrayLike, labels: ArrayLike) -> tuple[float, Array]:
    """L = mean over all elements of (softmax(z) − onehot)²."""
    logits = as_float(logits)
    p = softmax(logits)
    value, dp = mse(p, _as_probabilities(logits, labels))
    return value, p * (dp - (p * dp).sum(axis=-1, keepdims=True))


def cross_entropy_after_softmax(logits: ArrayLike, labels: ArrayLike) -> tuple[float, Array]:
    """Cross-entropy from p = softmax(z), factor by factor: inf and NaN where p underflows."""
    logits = as_float(logits)
    targets = _as_probabilities(logits, labels)
    _not_empty("logits", logits)
    count = logits.size // logits.shape[-1]
    p = softmax(logits)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = -float(np.sum(np.where(targets > 0, targets * np.log(p), 0))) / count
        dp = np.where(targets > 0, -targets / p, 0) / count
        return value, np.asarray(p * (dp - (p * dp).sum(axis=-1, keepdims=True)), logits.dtype)
