"""The experiment on vanishing gradients against closed forms and independent computations."""

import pickle

import numpy as np
import pytest

from dlgui.core import Run
from dlgui.core.topic import find_topic
from dlgui.nn import softmax_cross_entropy
from dlgui.topics.vanishing_gradients import PRESETS, Params, profile
from dlgui.topics.vanishing_gradients.experiment import _lost
from dlgui.topics.vanishing_gradients.record import CAPACITY, Record

TOPIC = "vanishing_gradients"
SMALL = {"depth": 4, "width": 6, "batch_size": 8, "precision": "float64"}
KINDS = [
    {},
    {"activation": "tanh", "initializer": "orthogonal"},
    {"activation": "elu", "residual": True},
    {"batch_norm": True},
    {"batch_norm": True, "residual": True, "activation": "leaky_relu"},
]


def run_of(**values):
    return Run(TOPIC, Params(**{**SMALL, **values}), seed=3)


def network_of(run):
    return run.experiment.network


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_agree_with_central_differences(kind):
    run = run_of(**kind)
    network, net = network_of(run), network_of(run).net
    rng = np.random.default_rng(0)
    # Every parameter random, biases included, so that none hides behind a zero.
    net.flat_params += rng.normal(0.0, 0.2, net.flat_params.shape)
    x, labels = rng.normal(size=(8, 2)), rng.integers(0, 2, 8)
    network.run(x, labels)
    gradient, theta = net.flat_grads.copy(), net.flat_params.copy()
    direction = rng.normal(size=theta.shape)
    losses = []
    for h in (1e-6, -1e-6):
        net.flat_params[...] = theta + h * direction
        losses.append(network.run(x, labels))
    difference = (losses[0] - losses[1]) / 2e-6
    assert gradient @ direction == pytest.approx(difference, rel=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_of_activations_agree_with_central_differences(kind):
    """∂L/∂a_l along a direction: the layers above l are run again from a changed a_l."""
    run = run_of(**kind)
    network = network_of(run)
    x, labels = np.random.default_rng(1).normal(size=(8, 2)), np.arange(8) % 2
    network.run(x, labels)
    a, grad = network.a[1].copy(), network.grad_a[1].copy()
    direction = np.random.default_rng(2).normal(size=a.shape)

    def loss_from(start):
        signal = start
        for index in range(2, network.depth):
            z = network.dense[index].forward(signal)
            z = network.norms[index].forward(z, train=True) if network.norms else z
            f = network.activations[index].forward(z)
            signal = signal + f if network.residual else f
        return softmax_cross_entropy(network.readout.forward(signal), labels)[0]

    h = 1e-6
    difference = (loss_from(a + h * direction) - loss_from(a - h * direction)) / (2 * h)
    assert np.vdot(grad, direction) == pytest.approx(difference, rel=1e-5)


def test_a_linear_orthogonal_network_keeps_the_gradient_exactly():
    frame = run_of(activation="identity", initializer="orthogonal").snapshot()
    np.testing.assert_allclose(frame.factor, 1.0, rtol=1e-12)
    np.testing.assert_allclose(frame.expected, 1.0, rtol=1e-12)
    assert frame.lost == pytest.approx(0.0, abs=1e-12)


def test_the_scale_of_orthogonal_weights_comes_back_as_its_power():
    frame = run_of(activation="identity", initializer="orthogonal", scale=0.5).snapshot()
    np.testing.assert_allclose(frame.factor, 0.5, rtol=1e-12)
    assert frame.lost == pytest.approx(3 * np.log10(2), rel=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_norms_and_factors_of_a_frame_are_those_of_the_pass(kind):
    run = run_of(**kind)
    run.advance(3)
    frame, network = run.snapshot(), network_of(run)
    layers = [*network.dense, network.readout]
    norms = [np.linalg.norm(layer.grads["W"]) for layer in layers]
    np.testing.assert_allclose(frame.grad_W, norms, rtol=1e-12)
    grad_a = np.array([np.linalg.norm(g) for g in network.grad_a])
    np.testing.assert_allclose(frame.grad_a, grad_a, rtol=1e-12)
    np.testing.assert_allclose(frame.factor, grad_a[:-1] / grad_a[1:], rtol=1e-12)
    np.testing.assert_allclose(frame.signal, [np.sqrt((a**2).mean()) for a in network.a])
    assert (frame.factor <= frame.bound * (1 + 1e-6)).all()


@pytest.mark.parametrize(
    ("first", "last", "lost"),
    [
        (1e-5, 1e-2, 3.0),
        (1e-2, 1e-5, -3.0),
        (0.0, 1.0, np.inf),
        (0.0, 0.0, np.nan),
        (np.inf, 1.0, np.nan),
        (1.0, np.inf, np.nan),
        (np.nan, 1.0, np.nan),
    ],
)
def test_nothing_arrives_only_where_the_gradient_is_0(first, last, lost):
    """An infinite gradient at the front is the opposite of none."""
    assert _lost(np.array([first, 0.5, last])) == pytest.approx(lost, nan_ok=True)


@pytest.mark.parametrize("size", [4, 31, 64])
def test_the_spectral_norm_is_met_from_above(size):
    W = np.random.default_rng(size).normal(size=(5, size, size))
    W[0] = np.eye(size)
    W[1] *= 1e30
    W[2] *= 1e-30
    exact = np.linalg.norm(W, 2, axis=(1, 2))
    ratio = profile.spectral_norms(W) / exact
    assert (ratio >= 1 - 1e-6).all()
    assert (ratio <= 1.017).all()
    assert profile.spectral_norms(np.zeros((1, size, size)))[0] == 0


@pytest.mark.parametrize(("name", "limit"), profile.MAX_SLOPE.items())
def test_no_slope_exceeds_the_table(name, limit):
    x = np.linspace(-20, 20, 100_001)
    largest = profile.ACTIVATIONS[name].derivative(x).max()
    assert limit * (1 - 1e-6) <= largest <= limit


def test_a_histogram_counts_every_unit_of_the_batch():
    run = run_of(activation="tanh")
    frame, network = run.snapshot(), network_of(run)
    for heights, a in zip(frame.histogram, network.a, strict=True):
        counts, _ = np.histogram(a, bins=profile.BINS, range=frame.value_range)
        np.testing.assert_allclose(heights, np.log1p(counts) / np.log1p(counts.max()))


def test_clipping_by_norm_shortens_the_step_and_the_frame_shows_it():
    run = run_of(clipping="norm", threshold=0.001, learning_rate=0.5)
    network = network_of(run)
    before = network.net.flat_params.copy()
    weights = [layer.params["W"].copy() for layer in network.dense]
    run.advance()
    moved = np.linalg.norm(network.net.flat_params - before)
    assert moved == pytest.approx(0.5 * 0.001, rel=1e-9)
    updates = [
        np.linalg.norm(layer.params["W"] - W)
        for layer, W in zip(network.dense, weights, strict=True)
    ]
    np.testing.assert_allclose(run.snapshot().updates[:-1], updates, rtol=1e-9)


def test_live_changes_keep_what_was_learned():
    run = run_of()
    run.advance(3)
    before = network_of(run).net.flat_params.copy()
    for name, value in {"learning_rate": 1.0, "clipping": "value", "batch_size": 16}.items():
        run.set(name, value)
    np.testing.assert_array_equal(network_of(run).net.flat_params, before)
    run.advance()
    assert network_of(run).a.shape == (4, 16, 6)
    assert run.experiment.optimizer.lr == 1.0


@pytest.mark.parametrize("kind", KINDS)
def test_a_checkpoint_goes_on_with_the_same_numbers_and_frames(kind):
    run = run_of(**kind)
    run.advance(5)
    copy = pickle.loads(pickle.dumps(run))
    for each in (run, copy):
        each.advance(5)
    one, other = run.snapshot(), copy.snapshot()
    for name in ("grad_W", "factor", "bound", "history", "histogram", "updates"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    np.testing.assert_array_equal(run.history["loss"].values, copy.history["loss"].values)


def test_a_frame_shares_no_memory_with_the_model():
    run = run_of()
    frame = run.snapshot()
    kept = frame.grad_W.copy(), frame.history.copy(), frame.weights.copy()
    run.advance(3)
    for array, copy in zip((frame.grad_W, frame.history, frame.weights), kept, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_the_first_array_that_overflows_is_named_and_no_step_is_taken_from_it():
    run = Run(TOPIC, Params(activation="relu", initializer="normal", precision="float16",
                            width=16, batch_size=16), 0)  # fmt: skip
    before = network_of(run).net.flat_params.copy()
    run.advance(5)
    assert run.divergence.step == 1
    layer = int(run.divergence.array.removeprefix("z_"))
    assert not np.isfinite(network_of(run).z[layer - 1]).all()
    assert np.isfinite(network_of(run).a[: layer - 1]).all()
    np.testing.assert_array_equal(network_of(run).net.flat_params, before)
    assert np.isnan(run.snapshot().histogram[layer - 1]).all()


def test_an_overflow_that_saturation_hides_from_the_loss_is_found():
    run = run_of(activation="tanh")
    for array in network_of(run).dense[1].params.values():
        array[...] = 1.7e308
    run.advance()
    assert np.isfinite(run.history.last("loss"))
    assert run.divergence.array == "z_2"


def test_the_record_thins_to_every_second_column():
    record = Record(2)
    for step in range(3 * CAPACITY):
        if record.wants(step):
            record.append(np.array([step, -step], float))
    image = record.image()
    assert record.stride == 4
    np.testing.assert_array_equal(image[0], 4.0 * np.arange(image.shape[1]))
    assert image[0, -1] > 3 * CAPACITY - 5


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_every_preset_opens_with_a_complete_frame(preset):
    run = Run(TOPIC, find_topic(TOPIC).preset_params(preset), 0)
    frame = run.snapshot()
    depth = run.params.depth
    assert frame.grad_W.shape == frame.weights.shape == (depth + 1,)
    assert frame.histogram.shape[0] == depth
    assert np.isfinite(frame.signal).all()
    assert frame.history.shape == (depth + 1, 1)
    assert frame.updates.max() == 0


@pytest.mark.parametrize("activation", profile.MAX_SLOPE)
@pytest.mark.parametrize("extreme", [("normal", 10.0), ("zeros", 0.01), ("identity", 10.0)])
def test_corners_may_diverge_but_not_fail(activation, extreme):
    initializer, scale = extreme
    for more in ({"depth": 50}, {"depth": 2, "batch_norm": True, "residual": True}):
        for precision in ("float16", "float64"):
            values = {"width": 4, "batch_size": 4, "learning_rate": 10.0, "clipping": "value"}
            params = Params(activation=activation, initializer=initializer, scale=scale,
                            precision=precision, **values, **more)  # fmt: skip
            run = Run(TOPIC, params, 0)
            run.advance(2)
            run.snapshot()


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "elu"])
@pytest.mark.parametrize("initializer", ["identity", "orthogonal"])
@pytest.mark.parametrize("kind", [{}, {"batch_norm": True}, {"residual": True}])
def test_half_precision_crosses_no_bound_either(activation, initializer, kind):
    """Rounding makes the smallest number of 0.6 of it: a factor of 1 where ‖W‖ max f′ is 0.6."""
    values = {"depth": 50, "width": 4, "precision": "float16", "scale": 0.6, **kind}
    frame = run_of(activation=activation, initializer=initializer, **values).snapshot()
    there = np.isfinite(frame.factor)
    assert (frame.factor[there] <= frame.bound[there] * 1.002).all()


@pytest.mark.parametrize("precision", ["float16", "float32", "float64"])
def test_the_bound_is_norm_times_slope_where_rounding_is_small(precision):
    run = run_of(activation="sigmoid", precision=precision)
    W = [dense.params["W"].astype(float) for dense in network_of(run).dense[1:]]
    limit = [np.linalg.norm(w, 2) / 4 for w in W]
    np.testing.assert_allclose(run.snapshot().bound, limit, rtol=0.02)


def test_arrays_are_named_in_the_order_of_computation():
    """What overflows first is named first; nothing of the pass is left out."""
    network = network_of(run_of(depth=2, batch_norm=False))
    forward = ["W_1", "W_2", "W_3", "z_1", "a_1", "z_2", "a_2", "logits"]
    backward = ["∂L/∂W_3", "∂L/∂a_2", "∂L/∂W_2", "∂L/∂a_1", "∂L/∂W_1"]
    assert [name for name, _ in network.arrays()] == forward + backward
    arrays = dict(network.arrays())
    assert sum(arrays[f"W_{k}"].size for k in (1, 2, 3)) == sum(
        array.size for name, array in network.net.params.items() if name.endswith("W")
    )
    for k in (1, 2, 3):
        assert arrays[f"∂L/∂W_{k}"].shape == arrays[f"W_{k}"].shape


@pytest.mark.parametrize(
    ("activation", "residual", "low", "high"),
    [
        ("sigmoid", False, 0, 1),
        ("tanh", False, -1, 1),
        # Not bounded: three times the median, rounded up to 1, 2 or 5 times a power of ten.
        ("sigmoid", True, 0, 20),
        ("tanh", True, -20, 20),
        ("relu", False, 0, 20),
        ("elu", False, -20, 20),
    ],
)
def test_a_histogram_reaches_over_the_whole_range(activation, residual, low, high):
    network = network_of(run_of(activation=activation, residual=residual))
    signal = np.array([0.0, 2.0, 4.0, 900.0, np.nan, np.inf])
    assert profile.histogram_range(network, activation, signal) == (low, high)


def test_flat_units_are_those_whose_slope_is_nearly_gone():
    """tanh′ = 1 − a², of which the frame counts what is below its share of the largest, 1."""
    run = run_of(activation="tanh", scale=4.0)
    frame, network = run.snapshot(), network_of(run)
    slopes = 1 - np.array(network.a) ** 2
    expected = (slopes < profile.FLAT).mean(axis=(1, 2))
    assert 0 < expected.mean() < 1
    np.testing.assert_allclose(frame.flat, expected)


@pytest.mark.parametrize("residual", [False, True])
def test_orthogonal_weights_are_expected_to_pass_on_the_slope_alone(residual):
    """‖W‖² is H · scale², and beside a connection that keeps all, squares add up."""
    run = run_of(activation="tanh", initializer="orthogonal", scale=1.3, residual=residual)
    frame, network = run.snapshot(), network_of(run)
    through = [np.sqrt(np.mean(f**2)) for f in profile.slopes(network, "tanh")[1:]]
    np.testing.assert_allclose(frame.slope[1:], through, rtol=1e-12)
    inner = 1.3 * np.array(through)
    expected = np.hypot(1, inner) if residual else inner
    np.testing.assert_allclose(frame.expected, expected, rtol=1e-6)
