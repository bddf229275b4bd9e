"""Optimizers, schedules, clipping and proximal operators against plain-Python references."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgui import nn

State = dict[str, Any]


def sgd(p: float, g: float, s: State, t: int) -> float:
    return p - 0.1 * g


def momentum(p: float, g: float, s: State, t: int) -> float:
    s["v"] = 0.9 * s.get("v", 0.0) + g
    return p - 0.1 * float(s["v"])


def nesterov(p: float, g: float, s: State, t: int) -> float:
    s["v"] = 0.9 * s.get("v", 0.0) + g
    return p - 0.1 * (g + 0.9 * float(s["v"]))


def adagrad(p: float, g: float, s: State, t: int) -> float:
    s["s"] = s.get("s", 0.0) + g * g
    return p - 0.1 * g / (math.sqrt(s["s"]) + 1e-10)


def rmsprop(p: float, g: float, s: State, t: int) -> float:
    s["s"] = 0.9 * s.get("s", 0.0) + 0.1 * g * g
    return p - 0.1 * g / (math.sqrt(s["s"]) + 1e-8)


def adam(p: float, g: float, s: State, t: int) -> float:
    s["m"] = 0.9 * s.get("m", 0.0) + 0.1 * g
    s["s"] = 0.999 * s.get("s", 0.0) + 0.001 * g * g
    m, v = s["m"] / (1 - 0.9**t), s["s"] / (1 - 0.999**t)
    return p - 0.1 * float(m) / (math.sqrt(v) + 1e-8)


def adamw(p: float, g: float, s: State, t: int) -> float:
    return adam(p - 0.1 * 0.05 * p, g, s, t)


OPTIMIZERS: dict[str, tuple[Callable[[], nn.Optimizer], Callable[..., float]]] = {
    "sgd": (lambda: nn.SGD(0.1), sgd),
    "momentum": (lambda: nn.SGD(0.1, 0.9), momentum),
    "nesterov": (lambda: nn.SGD(0.1, 0.9, nesterov=True), nesterov),
    "adagrad": (lambda: nn.Adagrad(0.1), adagrad),
    "rmsprop": (lambda: nn.RMSprop(0.1), rmsprop),
    "adam": (lambda: nn.Adam(0.1), adam),
    "adamw": (lambda: nn.AdamW(0.1, weight_decay=0.05), adamw),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
@settings(max_examples=10, deadline=None)
@given(shape=st.lists(st.integers(1, 3), max_size=3), seed=st.integers(0, 2**32 - 1))
def test_every_optimizer_against_one_number_at_a_time(
    name: str, shape: list[int], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    make, rule = OPTIMIZERS[name]
    optimizer = make()
    params = {"W": rng.normal(size=shape), "b": rng.normal(size=2)}
    kept = dict(params)
    expected = {k: [float(v) for v in p.reshape(-1)] for k, p in params.items()}
    states: dict[str, list[State]] = {k: [{} for _ in v] for k, v in expected.items()}
    for t in range(1, 8):
        grads = {k: rng.normal(size=p.shape) for k, p in params.items()}
        optimizer.step(params, grads)
        for k, g in grads.items():
            expected[k] = [
                rule(p, float(d), s, t)
                for p, d, s in zip(expected[k], g.reshape(-1), states[k], strict=True)
            ]
            np.testing.assert_allclose(params[k].reshape(-1), expected[k], rtol=1e-9, atol=1e-12)
    assert all(params[k] is kept[k] for k in kept)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_fused_and_named_steps_agree(name: str) -> None:
    def train(fused: bool) -> nn.Sequential:
        rng = np.random.default_rng(0)
        net = nn.Sequential(nn.Dense(3, 4, rng=rng), nn.Tanh(), nn.Dense(4, 2, rng=rng))
        optimizer = OPTIMIZERS[name][0]()
        x = rng.normal(size=(5, 3))
        for _ in range(5):
            net.backward(nn.mse(net.forward(x), np.zeros((5, 2)))[1])
            if fused:
                optimizer.step(net.fused_params, net.fused_grads)
            else:
                optimizer.step(net.params, net.grads)
        return net

    np.testing.assert_array_equal(train(True).flat_params, train(False).flat_params)


def test_learning_rate_may_change_between_steps() -> None:
    optimizer = nn.SGD(1.0)
    p = {"p": np.zeros(1)}
    for optimizer.lr in (0.5, 0.25):
        optimizer.step(p, {"p": np.ones(1)})
    assert p["p"] == -0.75


def test_zero_gradients_leave_batch_norm_statistics_alone() -> None:
    layer = nn.BatchNorm(2)
    before = layer.running_var.copy()
    for make, _ in OPTIMIZERS.values():
        optimizer = make()
        if not isinstance(optimizer, nn.AdamW):
            optimizer.step(layer.params, layer.grads)
        else:
            optimizer.step(layer.fused_params, layer.fused_grads)
    np.testing.assert_array_equal(layer.running_var, before)


def test_schedules() -> None:
    assert nn.ConstantSchedule(0.1)(99) == 0.1
    step = nn.StepSchedule(1.0, every=10, factor=0.5)
    assert [step(t) for t in (0, 9, 10, 25)] == [1, 1, 0.5, 0.25]
    assert nn.ExponentialSchedule(2.0, 0.9)(3) == pytest.approx(2 * 0.729)
    cosine = nn.CosineSchedule(1.0, steps=100, minimum=0.2)
    assert [cosine(t) for t in (0, 50, 100, 500)] == pytest.approx([1, 0.6, 0.2, 0.2])
    inverse = nn.InverseTimeSchedule(1.0, decay=0.5)
    assert [inverse(t) for t in (0, 2, 8)] == pytest.approx([1, 0.5, 0.2])


def test_clip_by_norm_keeps_the_direction_and_reports_the_norm_before() -> None:
    grads = {"a": np.array([3.0]), "b": np.array([[4.0]])}
    assert nn.clip_by_norm(grads, 1.0) == pytest.approx(5.0)
    assert grads["a"][0] == pytest.approx(0.6)
    assert grads["b"][0, 0] == pytest.approx(0.8)
    assert nn.clip_by_norm(grads, 2.0) == pytest.approx(1.0)
    assert grads["a"][0] == pytest.approx(0.6)


def test_clip_by_value_reports_the_norm_before() -> None:
    grads = {"a": np.array([3.0, -0.5]), "b": np.array([[-4.0]])}
    assert nn.clip_by_value(grads, 1.0) == pytest.approx(math.sqrt(25.25))
    np.testing.assert_array_equal(grads["a"], [1.0, -0.5])
    np.testing.assert_array_equal(grads["b"], [[-1.0]])


@settings(max_examples=30, deadline=None)
@given(
    w=st.floats(-3, 3),
    eta=st.floats(0.01, 2),
    lam=st.floats(0, 3),
    ratio=st.floats(0, 1),
    n=st.integers(1, 5),
)
def test_proximal_operators_are_the_minimum_they_are_defined_as(
    w: float, eta: float, lam: float, ratio: float, n: int
) -> None:
    candidates = np.linspace(-4, 4, 1601)
    for prox, penalty in (
        (nn.prox_l1(w, eta, lam, n), lambda v: nn.l1(v, lam, n)[0]),
        (nn.prox_l2(w, eta, lam, n), lambda v: nn.l2(v, lam, n)[0]),
        (
            nn.prox_elastic_net(w, eta, lam, ratio, n),
            lambda v: nn.elastic_net(v, lam, ratio, n)[0],
        ),
    ):

        def objective(v: float, penalty: Callable[[Any], float] = penalty) -> float:
            return penalty(np.float64(v)) + (v - w) ** 2 / (2 * eta)

        assert objective(float(prox)) <= min(map(objective, candidates[::8])) + 1e-6


def test_proximal_steps_reach_zero_where_the_sign_gradient_jitters() -> None:
    """The lesson's claim: one stops at exactly 0, the other within ηλ/n of it."""
    eta, lam, n = 0.1, 1.0, 4
    by_prox = by_sign = np.array([0.33])
    for _ in range(40):
        by_prox = nn.prox_l1(by_prox, eta, lam, n)
        by_sign = by_sign - eta * nn.l1(by_sign, lam, n)[1]
    assert by_prox == 0
    assert 0 < abs(by_sign) <= eta * lam / n


def test_state_is_refused_when_a_parameter_changes_its_shape() -> None:
    optimizer = nn.Adam()
    optimizer.step({"a": np.zeros(2)}, {"a": np.zeros(2)})
    with pytest.raises(nn.ShapeError, match=r"expected shape \(2,\), given \(3,\)"):
        optimizer.step({"a": np.zeros(3)}, {"a": np.zeros(3)})


def test_a_state_that_is_replaced_is_the_one_used() -> None:
    optimizer = nn.SGD(1.0, momentum=0.5)
    theta, g = {"w": np.zeros(1)}, {"w": np.ones(1)}
    optimizer.step(theta, g)
    optimizer.state["w"] = [np.array([10.0])]
    optimizer.step(theta, g)
    assert theta["w"] == -1 - (0.5 * 10 + 1)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("size", [1e-6, 1e-3, 1e3])
def test_float16_gradients_of_any_size_make_the_steps_of_float64(name: str, size: float) -> None:
    """Neither a small gradient times the rate nor the square of a large one may be lost."""
    changes = []
    g = np.array([size, -size], np.float16)
    for dtype in (np.float16, np.float64):
        optimizer, params = OPTIMIZERS[name][0](), {"p": np.zeros(2, dtype)}
        optimizer.lr = 1e-3 / size if isinstance(optimizer, nn.SGD) else 1e-3
        for _ in range(3):
            optimizer.step(params, {"p": g.astype(dtype)})
        changes.append(params["p"])
    np.testing.assert_allclose(changes[0], changes[1], rtol=5e-3)


def test_schedules_of_a_single_step() -> None:
    cosine = nn.CosineSchedule(1.0, steps=1, minimum=0.2)
    assert [cosine(t) for t in (0, 1, 2)] == pytest.approx([1, 0.2, 0.2])
    step = nn.StepSchedule(1.0, every=1, factor=0.5)
    assert [step(t) for t in (0, 1, 2)] == [1, 0.5, 0.25]


def test_penalties_of_one_example_unless_told_otherwise() -> None:
    """λ/n is λ: |2| − 1, 2 / (1 + 1), and half of λ for each of them in turn."""
    assert nn.l1(2.0, 1.0)[0] == 2
    assert nn.l2(2.0, 1.0)[0] == 2
    assert nn.elastic_net(2.0, 1.0, 0.5)[0] == 2
    assert nn.prox_l1(2.0, 1.0, 1.0) == 1
    assert nn.prox_l2(2.0, 1.0, 1.0) == 1
    assert nn.prox_elastic_net(2.0, 1.0, 1.0) == 1
