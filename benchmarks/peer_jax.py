"""The workloads in JAX: one jitted step, parameters donated to it.

JAX gives an array back before it has computed it. `make_step` reads each loss before the next
step, as `workloads` asks of everybody; `make_patient_step` reads those of an epoch at its end,
which costs JAX least.
"""

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.workloads import LR, Step, Workload


def dense(rng: np.random.Generator, inputs: int, outputs: int) -> list[Any]:
    W = rng.standard_normal((inputs, outputs)).astype(np.float32) / np.sqrt(inputs)
    return [jnp.asarray(W, jnp.float32), jnp.zeros(outputs, jnp.float32)]


def cross_entropy(logits: Any, labels: Any) -> Any:
    return -jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], axis=1).mean()


def perceptron(params: Any, x: Any) -> Any:
    for W, b in params:
        x = jnp.tanh(x @ W + b)
    return x


def convolve(x: Any, W: Any, b: Any) -> Any:
    y = jax.lax.conv_general_dilated(x, W, (1, 1), [(2, 2), (2, 2)])
    y = jax.nn.relu(y + b[:, None, None])
    return jax.lax.reduce_window(y, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")


def cell(kind: str, params: Any, h: Any, x: Any) -> Any:
    """One step; the state of an LSTM is (h, c)."""
    if kind == "rnn":
        W, b = params
        return jnp.tanh(jnp.concatenate([h, x], 1) @ W + b)
    if kind == "lstm":
        W, b = params
        h, c = h
        f, i, o, g = jnp.split(jnp.concatenate([h, x], 1) @ W + b, 4, axis=1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        return jax.nn.sigmoid(o) * jnp.tanh(c), c
    W, b, W_h, b_h = params
    r, z = jnp.split(jax.nn.sigmoid(jnp.concatenate([h, x], 1) @ W + b), 2, axis=1)
    h_tilde = jnp.tanh(jnp.concatenate([r * h, x], 1) @ W_h + b_h)
    return (1 - z) * h + z * h_tilde


def recurrent_loss(kind: str, params: Any, x: Any, target: Any) -> Any:
    zeros = jnp.zeros((x.shape[1], 32), jnp.float32)
    state = (zeros, zeros) if kind == "lstm" else zeros
    state, _ = jax.lax.scan(lambda s, x_t: (cell(kind, params, s, x_t), None), state, x)
    h = state[0] if kind == "lstm" else state
    return ((h - target) ** 2).mean()


def convolutional_loss(params: Any, x: Any, labels: Any) -> Any:
    first, second, (W, b) = params
    x = convolve(convolve(x, *first), *second)
    return cross_entropy(x.reshape(len(x), -1) @ W + b, labels)


def make_patient_step(work: Workload) -> Step:
    if work.kind != "mlp":  # the others take one step a call
        raise NotImplementedError(work.name)
    return make_step(work, wait=False)


def make_step(work: Workload, wait: bool = True) -> Step:
    rng = np.random.default_rng(1)
    data = tuple(map(jnp.asarray, work.data()))
    x, target = data
    sizes = zip(work.sizes[:-1], work.sizes[1:], strict=True)
    if work.kind == "map":
        params = [dense(rng, *pair) for pair in sizes]
        forward = jax.jit(perceptron)
        return lambda: forward(params, x).block_until_ready()
    if work.kind == "mlp":
        batches = list(zip(x, target, strict=True))
        loss = lambda p, x, t: ((perceptron(p, x) - t) ** 2).mean()  # noqa: E731
        return trainer(descent(loss), [dense(rng, *pair) for pair in sizes], batches, wait)
    if work.kind == "classifier":
        state = [dense(rng, 64, 128), dense(rng, 128, 10)], jax.random.key(0)
        return trainer(descent_with_dropout, state, [data])
    if work.kind == "cnn":
        filters = [
            [jnp.asarray(rng.standard_normal(s) / 10, jnp.float32), jnp.zeros(s[0], jnp.float32)]
            for s in ((8, 1, 5, 5), (16, 8, 5, 5))
        ]
        params = [*filters, dense(rng, 16 * 7 * 7, 10)]
        return trainer(descent(convolutional_loss), params, [data])
    gates = {"rnn": 1, "lstm": 4, "gru": 2}[work.kind]
    params = dense(rng, 40, gates * 32) + (dense(rng, 40, 32) if work.kind == "gru" else [])
    return trainer(descent(partial(recurrent_loss, work.kind)), params, [data])


def descent(loss: Any) -> Any:
    """A step of gradient descent: (params, x, target) → (params, loss)."""

    def update(params: Any, x: Any, target: Any) -> Any:
        value, grads = jax.value_and_grad(loss)(params, x, target)
        return jax.tree.map(lambda p, g: p - LR * g, params, grads), value

    return update


def descent_with_dropout(state: Any, x: Any, labels: Any) -> Any:
    """The step of 64-128-10, with the random numbers' key in its state."""
    params, key = state
    key, now = jax.random.split(key)

    def loss(params: Any, x: Any, labels: Any) -> Any:
        (W1, b1), (W2, b2) = params
        h = jax.nn.relu(x @ W1 + b1)
        kept = jax.random.bernoulli(now, 0.5, h.shape)
        return cross_entropy(jnp.where(kept, h * 2.0, 0.0) @ W2 + b2, labels)

    params, value = descent(loss)(params, x, labels)
    return (params, key), value


def trainer(update: Any, state: Any, batches: list[Any], wait: bool = True) -> Step:
    """A step over all batches, which gives the loss of each."""
    jitted = jax.jit(update, donate_argnums=0)
    held = [state]

    def step() -> list[float]:
        losses = []
        for x, target in batches:
            held[0], loss = jitted(held[0], x, target)
            losses.append(float(loss) if wait else loss)
        return [float(loss) for loss in losses]

    return step
