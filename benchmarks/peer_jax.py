"""The workloads in JAX: one jitted step, parameters donated to it.

JAX gives an array back before it has computed it, so losses that are read only after an epoch cost
it least; `make_step` does that. `make_waiting_step` reads each loss before the next step, as the
other libraries have to.
"""

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


def make_waiting_step(work: Workload) -> Step:
    if work.kind != "mlp":  # the others take one step a call, and make_step waits for its loss
        raise NotImplementedError(work.name)
    return make_step(work, wait=True)


def make_step(work: Workload, wait: bool = False) -> Step:
    rng = np.random.default_rng(1)
    data = tuple(map(jnp.asarray, work.data()))
    x, target = data
    if work.kind == "map":
        params = [dense(rng, *pair) for pair in zip(work.sizes[:-1], work.sizes[1:], strict=True)]
        forward = jax.jit(perceptron)
        return lambda: forward(params, x).block_until_ready()
    if work.kind == "mlp":
        sizes = zip(work.sizes[:-1], work.sizes[1:], strict=True)
        batches = list(zip(x, target, strict=True))
        return trainer(
            lambda p, x, t, key: ((perceptron(p, x) - t) ** 2).mean(),
            [dense(rng, *pair) for pair in sizes],
            batches,
            wait=wait,
        )
    if work.kind == "classifier":

        def loss(params: Any, x: Any, labels: Any, key: Any) -> Any:
            (W1, b1), (W2, b2) = params
            h = jax.nn.relu(x @ W1 + b1)
            kept = jax.random.bernoulli(key, 0.5, h.shape)
            return cross_entropy(jnp.where(kept, h * 2.0, 0.0) @ W2 + b2, labels)

        return trainer(loss, [dense(rng, 64, 128), dense(rng, 128, 10)], [data], random=True)
    if work.kind == "cnn":
        filters = [
            [jnp.asarray(rng.standard_normal(s) / 10, jnp.float32), jnp.zeros(s[0], jnp.float32)]
            for s in ((8, 1, 5, 5), (16, 8, 5, 5))
        ]
        return trainer(
            lambda p, x, t, key: convolutional_loss(p, x, t),
            [*filters, dense(rng, 16 * 7 * 7, 10)],
            [data],
        )
    gates = {"rnn": 1, "lstm": 4, "gru": 2}[work.kind]
    params = dense(rng, 40, gates * 32) + (dense(rng, 40, 32) if work.kind == "gru" else [])
    kind = work.kind
    return trainer(lambda p, x, t, key: recurrent_loss(kind, p, x, t), params, [data])


def trainer(
    loss: Any, params: Any, batches: list[Any], random: bool = False, wait: bool = False
) -> Step:
    """A step over all batches, which gives the loss of each."""

    def update(params: Any, x: Any, target: Any, key: Any) -> Any:
        key, now = jax.random.split(key) if random else (key, key)
        value, grads = jax.value_and_grad(loss)(params, x, target, now)
        return jax.tree.map(lambda p, g: p - LR * g, params, grads), key, value

    jitted = jax.jit(update, donate_argnums=0)
    state = [params, jax.random.key(0)]

    def step() -> list[float]:
        values = []
        for x, target in batches:
            *state[:], value = jitted(state[0], x, target, state[1])
            values.append(float(value) if wait else value)
        return [float(value) for value in values]

    return step
