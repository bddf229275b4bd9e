"""Ranges of axes and the ticks on them: round numbers, and ranges that change in steps."""

from __future__ import annotations

import math
from dataclasses import dataclass

Range = tuple[float, float]

_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_MINUS = "\N{MINUS SIGN}"
_LARGEST, _SMALLEST = 1e300, 1e-280
_LARGEST_EXPONENT = 307.0
# From so many decades on 1, 2 and 5 mark a logarithmic axis; equal steps would leave its lower
# half without a mark.
_WIDE = 0.7
# A range is left alone until the data leave it or need less than this share of it.
_SHRINK_BELOW = 0.3
# Room that is added on the side where the data left the range, as a share of their span.
_HEADROOM = 0.15


_MANTISSA = 4
"""Digits after the point, the most beside a power of ten."""


@dataclass(frozen=True)
class Tick:
    """A place on an axis, in axis space; without a label only a finer line."""

    at: float
    label: str


def nice_step(rough: float) -> float:
    """The least of 1, 2, 5 times a power of ten that is not below `rough` > 0."""
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in (1.0, 2.0, 5.0):
        if factor * power >= rough * (1 - 1e-9):
            return factor * power
    return 10.0 * power


def linear_ticks(low: float, high: float, most: int, least: float = 0.0) -> list[Tick]:
    """At most about `most` ticks at multiples of a round step, not below `least`."""
    step = max(nice_step((high - low) / max(most, 1)), least)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    if last - first > 2 * most + 2:
        return []
    return [Tick(k * step, tick_label(k * step, step)) for k in range(first, last + 1)]


def log_ticks(low: float, high: float, most: int) -> list[Tick]:
    """Ticks of a logarithmic axis from 10^low to 10^high, placed at log10 of their values."""
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    decades = last - first + 1
    if decades < 2:
        return _ticks_within_decades(low, high, most)
    stride = max(1, math.ceil(decades / max(most, 1)))
    ticks = [
        Tick(float(k), power_label(k) if k % stride == 0 else "") for k in range(first, last + 1)
    ]
    if stride == 1:
        parts = [k + math.log10(m) for k in range(first - 1, last + 1) for m in range(2, 10)]
        ticks += [Tick(part, "") for part in parts if low <= part <= high]
    return ticks


def _ticks_within_decades(low: float, high: float, most: int) -> list[Tick]:
    a, b = 10.0**low, 10.0**high
    if high - low >= _WIDE:
        ticks = _at_multiples(low, high, (1, 2, 5))
        return ticks if len(ticks) <= most + 1 else _at_multiples(low, high, (1, 5))
    step = nice_step((b - a) / max(most, 1))
    count = math.floor(b / step + 1e-9)
    values = [k * step for k in range(max(math.ceil(a / step - 1e-9), 1), count + 1)]
    return [Tick(math.log10(value), tick_label(value, step)) for value in values]


def _at_multiples(low: float, high: float, multiples: tuple[int, ...]) -> list[Tick]:
    """Ticks at these multiples of the powers of ten between 10^low and 10^high."""
    return [
        Tick(place, tick_label(m * 10.0**k, 10.0**k))
        for k in range(math.floor(low), math.floor(high) + 1)
        for m in multiples
        if low - 1e-9 <= (place := k + math.log10(m)) <= high + 1e-9
    ]


def tick_label(value: float, step: float) -> str:
    """`value` with as many digits as its neighbours at distance `step` need."""
    size = max(abs(value), step)
    if size >= 1e6 or size < 1e-4:
        if value == 0:
            return "0"
        exponent = math.floor(math.log10(abs(value)) + 1e-12)
        digits = max(0, exponent - math.floor(math.log10(step) + 1e-9))
        # Close neighbours of a large number differ late: 1234567 is shorter than its power.
        if digits <= _MANTISSA or not 1e6 <= size < 1e15:
            mantissa = f"{value / 10.0**exponent:.{digits}f}"
            return f"{mantissa}·{power_label(exponent)}".replace("-", _MINUS)
    decimals = 0
    while decimals < 15 and not math.isclose(step * 10**decimals, round(step * 10**decimals)):
        decimals += 1
    text = f"{value:.{decimals}f}"
    return text.replace("-", _MINUS) if float(text) else text.removeprefix("-")


def power_label(exponent: int) -> str:
    """10 to the power of `exponent`, in superscripts."""
    return "10" + str(exponent).translate(_SUPERSCRIPTS)


def value_label(value: float, digits: int = 4) -> str:
    """A value under the cursor, with so many significant digits."""
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    text = mantissa.replace("-", _MINUS)
    return f"{text}·{power_label(int(exponent))}" if exponent else text


def fit(low: float, high: float) -> Range:
    """The range of round ends that holds all from `low` to `high`, and is never empty."""
    low, high = max(low, -_LARGEST), min(high, _LARGEST)
    if high - low <= max(1e-9 * max(abs(low), abs(high)), _SMALLEST):
        room = 0.1 * abs(low) if abs(low) > _SMALLEST else 0.5
        low, high = low - room, high + room
    step = nice_step((high - low) / 10)
    return math.floor(low / step + 1e-6) * step, math.ceil(high / step - 1e-6) * step


def widened(current: Range | None, low: float, high: float) -> Range:
    """The range for data from `low` to `high`: the current one for as long as it will do.

    It widens in steps, with some room to grow, when data leave it; it is fitted anew when
    they need less than a third of it.
    """
    if current is None:
        return fit(low, high)
    if current[0] <= low and high <= current[1]:
        roomy = high - low < _SHRINK_BELOW * (current[1] - current[0])
        fitted = fit(low, high)
        smaller = fitted[1] - fitted[0] < 0.5 * (current[1] - current[0])
        return fitted if roomy and smaller else current
    room = _HEADROOM * (high - low)
    return fit(
        low - room if low < current[0] and current[0] != 0 else low,
        high + room if high > current[1] else high,
    )


def zoomed(span: Range, about: float, factor: float) -> Range:
    """`span` stretched by `factor` around a fixed point."""
    return about + (span[0] - about) * factor, about + (span[1] - about) * factor


def drawable(span: Range, log: bool) -> bool:
    """Whether the numbers of an axis with this range can be told apart and written."""
    low, high = span
    size = max(abs(low), abs(high))
    limit = _LARGEST_EXPONENT if log else _LARGEST
    return size <= limit and high - low > 1e-9 * size and high - low > 1e-290
