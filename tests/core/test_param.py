"""Properties of the parameter declarations."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dlgui.core import ParamError, ParamSet, choice, file, flag, integer, real, vector
from dlgui.core.param import Integer, Number, Param, Real

finite = st.floats(-1e6, 1e6, allow_subnormal=False)
positive = st.floats(1e-6, 1e6)
fractions = st.floats(0, 1)


@dataclass(frozen=True)
class Knobs(ParamSet):
    lam: float = real(0.1, 0.001, 100.0, log=True, zero=True, title="strength")
    rho: float = real(0.5, -1.0, 1.0, title="correlation", when={"penalty": ("l1", "l2")})
    hidden: int = integer(32, 1, 256, log=True, title="units")
    penalty: str = choice("l2", {"none": "none", "l1": "L1", "l2": "L2"}, title="penalty")
    bias: bool = flag(True, title="bias")
    start: tuple[float, ...] = vector((1.0, -2.0), -5.0, 5.0, title="start")
    text: str = file(title="text", suffixes=(".txt",))


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    whole, log = draw(st.booleans()), draw(st.booleans())
    if whole:
        low = draw(st.integers(1, 100)) if log else draw(st.integers(-1000, 1000))
        high = low + draw(st.integers(1, 10_000))
        return Integer(name="n", title="", default=low, low=low, high=high, log=log)
    low = draw(positive if log else finite)
    high = low * draw(st.floats(1.5, 1e6)) if log else low + draw(st.floats(1e-3, 1e6))
    zero = log and draw(st.booleans())
    return Real(name="x", title="", default=low, low=low, high=high, log=log, zero=zero)


@given(numbers(), fractions)
def test_slider_gives_allowed_values_that_are_read_back(param: Number, fraction: float) -> None:
    value = param.at(fraction)
    assert param.check(value) == value
    assert param.parse(param.format(value)) == value
    assert 0 <= param.fraction(value) <= 1 + 1e-12


@given(numbers(), fractions, fractions)
def test_slider_is_monotone(param: Number, a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert param.at(low) <= param.at(high)
    assert param.fraction(param.at(low)) <= param.fraction(param.at(high)) + 1e-12


@given(numbers())
def test_slider_ends_are_the_bounds(param: Number) -> None:
    assert param.at(1.0) == param.high
    assert param.at(0.0) == (0 if param.zero else param.low)


@given(numbers(), fractions)
def test_slider_position_and_value_are_inverse(param: Number, fraction: float) -> None:
    value = param.at(fraction)
    again = param.at(param.fraction(value))
    # A value is rounded to what a person would type; the way back may round once more.
    assert again == pytest.approx(value, rel=1e-2, abs=(param.high - param.low) * 2e-3)


@given(numbers(), fractions)
def test_slider_moves_by_what_the_hand_moves(param: Number, fraction: float) -> None:
    assume(isinstance(param, Real) and not param.zero)
    assert param.fraction(param.at(fraction)) == pytest.approx(fraction, abs=0.01)


def test_log_slider_is_even() -> None:
    param = Real(name="x", title="", default=1, low=0.01, high=100, log=True)
    assert [param.at(f) for f in (0, 0.25, 0.5, 0.75, 1)] == [0.01, 0.1, 1, 10, 100]


@given(numbers(), finite)
def test_out_of_range_names_parameter_value_and_range(param: Number, value: float) -> None:
    value = round(value) if isinstance(param, Integer) else value
    assume(not param.low <= value <= param.high and not (param.zero and value == 0))
    with pytest.raises(ParamError) as caught:
        param.check(value)
    assert caught.value.name == param.name
    assert param.allowed() in str(caught.value)
    assert param.format(value) in str(caught.value)


@given(st.floats(0.001, 100.0), st.floats(-1, 1), st.integers(1, 256), st.booleans())
def test_text_round_trip(lam: float, rho: float, hidden: int, bias: bool) -> None:
    knobs = Knobs(lam=lam, rho=rho, hidden=hidden, bias=bias, start=(rho, lam / 100))
    texts = {name: p.format(getattr(knobs, name)) for name, p in Knobs.declared().items()}
    assert Knobs().replaced(Knobs.parse(texts)) == knobs
    assert pickle.loads(pickle.dumps(knobs)) == knobs


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lam", "much"),
        ("lam", "nan"),
        ("lam", "inf"),
        ("lam", "-1"),
        ("lam", "0.0001"),
        ("hidden", "1.5"),
        ("hidden", "0"),
        ("hidden", ""),
        pytest.param("hidden", "9" * 400, id="hidden-huge"),
        pytest.param("hidden", "9" * 5000, id="hidden-endless"),
        ("penalty", "l3"),
        ("bias", "perhaps"),
        ("start", "1"),
        ("start", "1:9"),
        ("start", "1:nan"),
        ("start", "a:b"),
        ("text", "a\0b"),
        ("mu", "1"),
    ],
)
def test_nonsense_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(ParamError) as caught:
        Knobs.parse({name: text})
    assert caught.value.name == name
    assert name in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.name) == (str(caught.value), name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lam", True),
        ("lam", "0.1"),
        pytest.param("lam", 10**400, id="lam-huge"),
        ("hidden", 1.0),
        pytest.param("hidden", 10**400, id="hidden-huge"),
        ("bias", 1),
        ("penalty", 2),
        ("start", (1.0, 2.0, 3.0)),
        ("start", (1.0, True)),
        ("start", "1:2"),
        ("text", None),
    ],
)
def test_values_of_another_type_are_refused(name: str, value: object) -> None:
    with pytest.raises(ParamError):
        Knobs(**{name: value})  # type: ignore[arg-type]


def test_a_parameter_matters_only_under_its_conditions() -> None:
    assert Knobs().matters("rho")
    assert not Knobs(penalty="none").matters("rho")
    assert Knobs(penalty="none").matters("penalty")


def test_declarations_keep_order_and_know_their_names() -> None:
    declared = Knobs.declared()
    assert list(declared) == ["lam", "rho", "hidden", "penalty", "bias", "start", "text"]
    assert all(isinstance(p, Param) and p.name == name for name, p in declared.items())
    assert Knobs().values() == {name: p.default for name, p in declared.items()}


@pytest.mark.parametrize(
    ("word", "value"), [("ON", True), ("true", True), ("1", True), ("off", False), ("no", False)]
)
def test_flag_words(word: str, value: bool) -> None:
    assert Knobs.parse({"bias": word}) == {"bias": value}


@given(fractions)
def test_slider_gives_what_a_person_would_type(fraction: float) -> None:
    """Three digits: of the number on a logarithmic slider, of the range on a linear one."""
    growing = Real(name="x", title="", default=1, low=0.0123, high=4567, log=True)
    even = Real(name="x", title="", default=1, low=0, high=20)
    whole = Integer(name="n", title="", default=1, low=1, high=98_765, log=True)
    counted = Integer(name="n", title="", default=1, low=0, high=98_765)
    for param in (growing, whole):
        value = param.at(fraction)
        assert value in (param.low, param.high, float(f"{value:.3g}"))
    assert even.at(fraction) == round(even.at(fraction), 1)
    assert abs(counted.at(fraction) - fraction * 98_765) <= 0.5


def test_whole_numbers_are_not_rounded_to_tens() -> None:
    param = Integer(name="n", title="", default=1, low=1, high=10_000, log=True)
    reached = {param.at(k / 10_000) for k in range(10_001)}
    assert set(range(1, 1000)) <= reached


@pytest.mark.parametrize(("word", "value"), [(w, w in {"true", "on", "1", "yes"}) for w in (
    "true", "on", "1", "yes", "false", "off", "0", "no",
)])  # fmt: skip
def test_every_flag_word_means_what_it_says(word: str, value: bool) -> None:
    assert Knobs.parse({"bias": f" {word.title()} "}) == {"bias": value}
