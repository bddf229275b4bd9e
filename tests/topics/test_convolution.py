"""The scan against independent convolutions, loops and counts."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import correlate2d

from dlgui.core import Run, Seeds
from dlgui.messages import UserError
from dlgui.nn import Conv2D, Dense
from dlgui.topics.convolution import CUSTOM, KERNEL_SIZES, KERNELS, Params
from dlgui.topics.convolution.kernels import kernel_plane, own_kernel
from dlgui.topics.convolution.mixing import mix
from dlgui.topics.convolution.pictures import compose, resized, shifted
from dlgui.topics.convolution.sizes import layer_cost, size_sum


def start(**values) -> Run:
    return Run("convolution", Params(**values), 0)


def frame(**values):
    return start(**values).snapshot()


sweeps = st.fixed_dictionaries(
    {
        "digit": st.integers(0, 1796),
        "size": st.integers(4, 14),
        "colour": st.booleans(),
        "kernel": st.sampled_from([*KERNELS, CUSTOM]),
        "kernel_size": st.sampled_from([str(k) for k in KERNEL_SIZES]),
        "bias": st.floats(-5, 5),
        "stride": st.integers(1, 4),
        "padding": st.integers(0, 4),
        "dilation": st.integers(1, 3),
        "pool_size": st.integers(1, 4),
        "pool_stride": st.integers(1, 4),
        "ceil_mode": st.booleans(),
        "pooling": st.sampled_from(["none", "max", "average"]),
        "activation": st.sampled_from(["identity", "relu", "tanh"]),
    }
)


@settings(max_examples=30, deadline=None)
@given(sweeps)
def test_the_map_is_scipys_correlation(values) -> None:
    seen = frame(**values)
    k, d, s = int(values["kernel_size"]), values["dilation"], values["stride"]
    spread = np.zeros((len(seen.kernel), d * (k - 1) + 1, d * (k - 1) + 1))
    spread[:, ::d, ::d] = seen.kernel
    if spread.shape[1] > seen.padded.shape[1]:
        assert seen.maps.shape[1:] == (0, 0)
        assert seen.field is None
        return
    z = sum(map(lambda x, K: correlate2d(x, K, "valid"), seen.padded, spread))[::s, ::s]
    z = z + values["bias"]
    expected = {"identity": z, "relu": np.maximum(z, 0), "tanh": np.tanh(z)}[values["activation"]]
    np.testing.assert_allclose(seen.maps[0], expected, atol=1e-11)


@settings(max_examples=30, deadline=None)
@given(sweeps)
def test_every_pooled_cell_is_taken_from_its_window(values) -> None:
    run = start(**values)
    seen = run.snapshot()
    size, stride = values["pool_size"], values["pool_stride"]
    take = {"max": np.max, "average": np.mean, "none": None}[values["pooling"]]
    for row, column in np.ndindex(*seen.pooled.shape):
        top, left = row * stride, column * stride
        part = seen.maps[0][top : top + size, left : left + size]
        assert seen.pooled[row, column] == pytest.approx(take(part))
        assert part.size == size * size or values["ceil_mode"]
    assert (seen.pooled.size == 0) >= (take is None)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 40),
    st.integers(1, 9),
    st.integers(1, 6),
    st.integers(0, 6),
    st.integers(1, 4),
    st.booleans(),
)
def test_size_sums_count_windows(size, kernel, stride, padding, dilation, ceil_mode) -> None:
    if ceil_mode:  # which pooling has, and padding it has not
        padding = 0
    told = size_sum(size, kernel, stride, padding, dilation, ceil_mode)
    padded = set(range(-padding, size + padding))
    starts = itertools.takewhile(lambda at: at < size, itertools.count(-padding, stride))
    windows = [{at + dilation * tap for tap in range(kernel)} for at in starts]
    # A bar from first to last counts, whatever lies between the cells that are touched.
    whole = [set(range(min(window), max(window) + 1)) for window in windows]
    inside = [window for window in whole if window <= padded]
    if not ceil_mode:
        starts_anywhere = range(-padding, size + padding - told.extent + 1, stride)
        assert told.count == len(starts_anywhere)
        assert told.overhang == 0
        assert not told.dropped
        end = told.starts[-1] + told.extent if told.count else size + padding
        assert told.unseen == size + padding - end
    else:
        assert told.count >= len(inside)
        assert told.count <= len(windows) or told.count == 0
        assert told.overhang == 0 or told.unseen == 0
    if not told.count:
        assert size_sum(size, kernel, stride, told.least_padding, dilation).count > 0
        if told.least_padding > 0:
            fewer = size_sum(size, kernel, stride, told.least_padding - 1, dilation)
            assert fewer.count == 0
    assert size_sum(size, told.largest_kernel, stride, padding, dilation).count > 0
    assert size_sum(size, told.largest_kernel + 1, stride, padding, dilation).count == 0


def test_a_window_that_would_lie_outside_is_dropped() -> None:
    told = size_sum(5, 1, 3, ceil_mode=True)
    assert (told.count, told.dropped, told.unseen) == (2, True, 1)


def test_known_kernels() -> None:
    rng = np.random.default_rng(0)
    sobel = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    np.testing.assert_array_equal(kernel_plane("edge_x", 3, rng), sobel)
    sharpen = [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    np.testing.assert_array_equal(kernel_plane("sharpen", 3, rng), sharpen)
    emboss = [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]
    np.testing.assert_array_equal(kernel_plane("emboss", 3, rng), emboss)
    gauss = np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]) / 256
    np.testing.assert_allclose(kernel_plane("blur", 5, rng), gauss)


@pytest.mark.parametrize("k", KERNEL_SIZES)
@pytest.mark.parametrize(
    ("name", "total"),
    [("edge", 0), ("edge_x", 0), ("edge_y", 0), ("identity", 1), ("blur", 1), ("sharpen", 1)],
)
def test_what_a_kernel_makes_of_an_even_surface(name: str, total: int, k: int) -> None:
    plane = kernel_plane(name, k, np.random.default_rng(0))
    assert plane.shape == (k, k)
    assert plane.sum() == pytest.approx(total)


def test_a_written_kernel_is_cut_and_surrounded() -> None:
    nine = tuple(float(i) for i in range(9))
    np.testing.assert_array_equal(own_kernel(nine, 1), [[[4.0]]])
    wide = own_kernel(nine, 5)[0]
    np.testing.assert_array_equal(wide[1:4, 1:4].ravel(), nine)
    assert wide.sum() == sum(nine)
    assert own_kernel(nine * 3, 3).shape == (3, 3, 3)
    assert own_kernel((1.0, 2.0, 3.0), 1).ravel().tolist() == [1, 2, 3]


def test_colour_with_a_shared_out_kernel_is_grey() -> None:
    how = {"source": "colours", "size": 16, "kernel": "emboss", "activation": "identity"}
    np.testing.assert_allclose(frame(**how, colour=True).maps, frame(**how).maps, atol=1e-12)


def test_a_kernel_of_three_slices_sees_colours() -> None:
    weights = (1.0,) * 9 + (-1.0,) * 9 + (0.0,) * 9
    seen = frame(source="colours", size=24, colour=True, kernel=CUSTOM, weights=weights)
    assert seen.maps[0][6, 6] == 9
    assert seen.maps[0][6, 16] == 0
    assert seen.field.channel_sums.shape == (3,)


def test_the_scan_visits_every_cell_once() -> None:
    run = start(stride=2, padding=1)
    seen = run.snapshot()
    expected = np.concatenate([seen.maps[0].ravel(), seen.pooled.ravel()])
    run.advance(len(expected))
    np.testing.assert_array_equal(np.roll(run.history["value"].values, 1), expected)
    assert run.snapshot().field.cell == (0, 0)


@settings(max_examples=20, deadline=None)
@given(sweeps, st.integers(0, 300))
def test_products_add_up_to_the_cell(values, steps: int) -> None:
    run = start(**values)
    if not run.snapshot().maps.size:
        assert run.experiment.step() == {}
        return
    run.advance(steps)
    seen = run.snapshot()
    field = seen.field
    assert field.products.sum() + seen.bias == pytest.approx(field.z, abs=1e-11)
    assert seen.maps[0][field.cell] == field.y
    patch = seen.padded[:, field.rows][:, :, field.columns]
    np.testing.assert_array_equal(patch, field.patch)
    if seen.window:
        top, left, bottom, right = seen.window.box
        assert top <= field.cell[0] < bottom
        assert left <= field.cell[1] < right
        part = seen.maps[0][top:bottom, left:right]
        assert field.y == part.max()


@pytest.mark.parametrize(("stride", "dilation", "padding"), [(1, 1, 0), (2, 1, 1), (1, 2, 2)])
def test_the_receptive_box_is_what_matters(stride: int, dilation: int, padding: int) -> None:
    how = {"stride": stride, "dilation": dilation, "padding": padding}
    run = start(
        source="drawing",
        size=12,
        drawing=(0.0,) * 144,
        kernel="blur",
        activation="identity",
        pooling="average",
        focus=(2, 1, 1),
        filters=1,
        **how,
    )
    box = run.snapshot().receptive
    touched = []
    for pixel in range(144):
        run.set("drawing", tuple(float(i == pixel) for i in range(144)))
        if run.snapshot().window.value > 0:
            touched.append(divmod(pixel, 12))
    rows, columns = (np.array(axis) + padding for axis in zip(*touched, strict=True))
    assert box == (rows.min(), columns.min(), rows.max() + 1, columns.max() + 1)


def test_a_cell_that_is_pointed_at_is_shown() -> None:
    run = start(focus=(1, 4, 2))
    assert run.snapshot().field.cell == (4, 2)
    run.advance(40)
    assert run.snapshot().field.cell == (4, 2)
    assert run.snapshot().window is None
    run.set("focus", (2, 1, 2))
    assert run.snapshot().window.cell == (1, 2)
    run.set("focus", (1, 50, 2))
    assert run.snapshot().window.cell == divmod(40 - 36, 3)


def test_what_the_scan_has_written() -> None:
    run = start()
    assert (run.snapshot().written, run.snapshot().pool_written) == (36, 9)
    run.advance(2)
    assert (run.snapshot().written, run.snapshot().pool_written) == (3, 0)
    run.advance(38)
    assert (run.snapshot().written, run.snapshot().pool_written) == (36, 5)


def test_a_smaller_map_keeps_the_scan_inside() -> None:
    run = start(size=20)
    run.advance(300)
    run.set("size", 4)
    run.advance(1)
    assert run.snapshot().field is not None


# Pictures -------------------------------------------------------------------------------------


def test_resizing_keeps_areas_and_even_surfaces() -> None:
    image = np.random.default_rng(0).random((3, 12, 18))
    smaller = resized(image, 4, 6)
    blocks = image.reshape(3, 4, 3, 6, 3).mean(axis=(2, 4))
    np.testing.assert_allclose(smaller, blocks)
    for height, width in ((5, 7), (40, 31), (12, 18)):
        np.testing.assert_allclose(resized(np.full((1, 12, 18), 0.4), height, width), 0.4)
    np.testing.assert_allclose(resized(image, 12, 18), image)


def test_shifting_fills_with_zeros() -> None:
    image = np.arange(1.0, 10.0).reshape(1, 3, 3)
    np.testing.assert_array_equal(shifted(image, 1, -1)[0], [[0, 0, 0], [2, 3, 0], [5, 6, 0]])
    assert not shifted(image, 5, 0).any()


@pytest.mark.parametrize("source", Params.declared()["source"].choices)
def test_every_picture_is_in_range_and_not_empty(source: str) -> None:
    for size, colour in itertools.product((4, 17, 64), (False, True)):
        image = compose(Params(source=source, size=size, colour=colour), None)
        assert image.shape == (3 if colour else 1, size, size)
        assert image.min() >= 0
        assert 0 < image.max() <= 1


def test_a_picture_file_keeps_its_proportions(tmp_path) -> None:
    path = tmp_path / "wide.ppm"
    path.write_bytes(b"P6 8 4 255\n" + bytes([255, 0, 0] * 16 + [0, 0, 255] * 16))
    seen = frame(source="file", path=str(path), size=16, colour=True, padding=1)
    assert seen.image.shape == (3, 8, 16)
    np.testing.assert_allclose(seen.image[:, 0, 0], (1, 0, 0))
    np.testing.assert_allclose(seen.image[:, 7, 15], (0, 0, 1))
    assert seen.maps.shape[1:] == (8, 16)
    assert seen.sizes[0].count != seen.sizes[1].count


def test_a_bad_file_changes_nothing(tmp_path) -> None:
    path = tmp_path / "notes.png"
    path.write_text("no picture")
    run = start(size=9)
    before = run.snapshot()
    run.set("path", str(path))
    with pytest.raises(UserError):
        run.set("source", "file")
    assert run.params.source == "digit"
    np.testing.assert_array_equal(run.snapshot().image, before.image)
    run.set("source", "ring")
    run.advance(3)


def test_a_drawing_replaces_what_was_drawn_on() -> None:
    run = start(size=40, shift_x=3)
    canvas = run.snapshot().canvas
    assert canvas.shape == (32, 32)
    run = start(size=10, shift_x=3)
    canvas = run.snapshot().canvas
    run.set("drawing", tuple(canvas.ravel().tolist()))
    run.set("source", "drawing")
    run.set("shift_x", 0)
    np.testing.assert_allclose(run.snapshot().image[0], canvas)


# Costs and channels ---------------------------------------------------------------------------


def test_costs_are_those_of_real_layers() -> None:
    cost = layer_cost(3, (9, 7), 4, 5, (5, 3))
    assert cost.parameters == Conv2D(3, 4, 5).flat_params.size
    assert cost.dense_parameters == Dense(3 * 9 * 7, 4 * 5 * 3).flat_params.size
    assert cost.multiplications == 4 * 5 * 3 * (3 * 5 * 5)


def test_mixing_is_a_matrix_product_and_keeps_its_maps() -> None:
    seeds, image = Seeds(3), compose(Params(digit=7), None)
    whole = mix(image, Params(), seeds)
    assert whole.before.shape == (128, 6, 6)
    assert whole.after.shape == (32, 6, 6)
    np.testing.assert_allclose(whole.after, np.einsum("nm,mij->nij", whole.weights, whole.before))
    assert whole.cost.parameters == 4128
    assert whole.cost.multiplications == 147_456
    assert whole.cost3.parameters == 36_896
    assert whole.cost3.multiplications == 1_327_104
    assert whole.cost.dense_parameters == 5_309_568
    few = mix(image, Params(mix_in=10, mix_out=4), seeds)
    np.testing.assert_array_equal(few.before, whole.before[:10])


def test_the_chosen_kernel_comes_first() -> None:
    seen = frame(kernel="blur", filters=8)
    assert seen.names[0] == "blur"
    assert len(set(seen.names)) == 8
    assert frame(kernel=CUSTOM, filters=1).names == (CUSTOM,)
    assert np.abs(seen.shades).max(axis=(1, 2)) == pytest.approx(1.0)


@pytest.mark.parametrize("pooling", ["none", "max"])
def test_boxes_off_the_diagonal_begin_and_end_at_their_fields(pooling: str) -> None:
    """Of a cell its own field; of a pooled cell from its first cell's field to its last's."""
    how = {"size": 20, "kernel_size": "3", "stride": 2, "dilation": 2, "padding": 1}
    corners = [(1, 5)] if pooling == "none" else [(2, 6), (3, 7)]
    focus = (1, 1, 5) if pooling == "none" else (2, 1, 3)
    seen = frame(**how, pooling=pooling, focus=focus, pool_size=2, pool_stride=2)
    fields = [frame(**how, pooling="none", focus=(1, *cell)).field for cell in corners]
    (top, left), (bottom, right) = (
        (fields[end].rows[end], fields[end].columns[end]) for end in (0, -1)
    )
    assert seen.receptive == (top, left, bottom + 1, right + 1)
