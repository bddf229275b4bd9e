"""The kinds of parameters: what each allows, how it is written, where it sits on a slider."""

from __future__ import annotations

import dataclasses
import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from dlgui.messages import UserError, tr

SIGNIFICANT_DIGITS = 3
MAX_PATH_LENGTH = 4096


class ParamError(UserError):
    """A value or a name is not what the declaration allows.

    Parameters
    ----------
    name : str
        The parameter, so that the message can be shown next to it.
    """

    def __init__(self, text: str, *, name: str, **arguments: object) -> None:
        super().__init__(text, name=name, **arguments)
        self.name = name


@dataclass(frozen=True, kw_only=True)
class Param(ABC):
    """What every kind of parameter declares.

    Attributes
    ----------
    name : str
        The field's name; filled in by `ParamSet`.
    title, help, group : str
        Texts for people, marked with `dlgui.messages.tr`.
    symbol : str
        The letter of the mathematics, ``λ``.
    unit : str
    live : bool
        Whether a change keeps what was learned; otherwise it restarts with the same seed.
    shown : bool
        Whether the parameter panel has a row for it. A view edits the others, by dragging.
    when : mapping of name to values
        The parameter matters only while each named parameter has one of these values.
    """

    default: Any
    title: str
    name: str = ""
    symbol: str = ""
    help: str = ""
    unit: str = ""
    group: str = ""
    live: bool = True
    shown: bool = True
    when: Mapping[str, tuple[object, ...]] = dataclasses.field(default_factory=dict)

    @abstractmethod
    def check(self, value: object) -> Any:
        """`value` in the declared type; `ParamError` when it is not allowed."""

    @abstractmethod
    def parse(self, text: str) -> Any:
        """The value that `text` writes; `ParamError` when it writes none."""

    def format(self, value: Any) -> str:
        """The text that `parse` reads back to the same value."""
        return str(value)

    @abstractmethod
    def allowed(self) -> str:
        """The allowed values in symbols, with nothing to translate: ``0.1 … 10``."""


@dataclass(frozen=True, kw_only=True)
class Number(Param):
    """A number within closed bounds, on a linear or logarithmic slider.

    ``zero=True`` allows 0 in addition to a logarithmic range; it sits at the slider's lower end.
    """

    low: float
    high: float
    log: bool = False
    zero: bool = False

    @abstractmethod
    def check(self, value: object) -> float: ...

    @abstractmethod
    def parse(self, text: str) -> float: ...

    def allowed(self) -> str:
        bounds = f"{self.format(self.low)} … {self.format(self.high)}"
        return f"0, {bounds}" if self.zero else bounds

    def _in_range(self, value: float) -> float:
        inside = self.low <= value <= self.high or (self.zero and value == 0)
        if not inside:
            raise ParamError(
                tr("{name} = {value} is outside its range {allowed}."),
                name=self.name,
                value=self.format(value),
                allowed=self.allowed(),
            )
        return value

    def _not_a_number(self, value: object) -> ParamError:
        return ParamError(
            tr("{name} needs a number in {allowed}, not “{value}”."),
            name=self.name,
            value=value,
            allowed=self.allowed(),
        )

    def fraction(self, value: float) -> float:
        """Position of `value` on the slider, 0 to 1; logarithmic positions are evenly spaced."""
        if not self.log:
            return (value - self.low) / (self.high - self.low)
        if value == 0:
            return 0.0
        position = math.log(value / self.low) / math.log(self.high / self.low)
        return self._zero_share + (1 - self._zero_share) * position

    def at(self, fraction: float) -> float:
        """The value at a slider position, rounded to what a person would type."""
        if self.zero and fraction < self._zero_share / 2:
            return self.check(0)
        if fraction in (0, 1):
            return self.check(self.high if fraction else self.low)
        if not self.log:
            exact = self.low + fraction * (self.high - self.low)
        else:
            position = max(0.0, fraction - self._zero_share) / (1 - self._zero_share)
            exact = self.low * (self.high / self.low) ** position
        return self.check(min(max(self._rounded(exact), self.low), self.high))

    @property
    def _zero_share(self) -> float:
        return 0.04 if self.zero else 0.0

    def _rounded(self, value: float) -> float:
        span = value if self.log else self.high - self.low
        digits = SIGNIFICANT_DIGITS - 1 - math.floor(math.log10(abs(span))) if span else 0
        return round(value, digits)


@dataclass(frozen=True, kw_only=True)
class Real(Number):
    """A real number."""

    def check(self, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._not_a_number(value)
        try:
            number = float(value)
        except OverflowError:  # a whole number of hundreds of digits
            raise self._not_a_number(value) from None
        return self._in_range(number)

    def parse(self, text: str) -> float:
        try:
            value = float(text.strip())
        except ValueError:
            raise self._not_a_number(text) from None
        return self.check(value)

    def format(self, value: Any) -> str:
        return f"{value:.6g}" if float(f"{value:.6g}") == value else repr(value)


@dataclass(frozen=True, kw_only=True)
class Integer(Number):
    """A whole number."""

    def check(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._not_a_number(value)
        return int(self._in_range(value))

    def parse(self, text: str) -> int:
        try:
            value = int(text.strip())
        except ValueError:
            raise self._not_a_number(text) from None
        return self.check(value)

    def format(self, value: Any) -> str:
        return str(value)

    def _rounded(self, value: float) -> int:
        return round(value) if value < 100 or not self.log else round(super()._rounded(value))


@dataclass(frozen=True, kw_only=True)
class Choice(Param):
    """One of a few values, saved by value; `choices` maps each to its title."""

    choices: Mapping[str, str]

    def check(self, value: object) -> str:
        if not isinstance(value, str) or value not in self.choices:
            raise ParamError(
                tr("{name} can't be “{value}”. Choose one of: {allowed}."),
                name=self.name,
                value=value,
                allowed=self.allowed(),
            )
        return value

    def parse(self, text: str) -> str:
        return self.check(text.strip())

    def allowed(self) -> str:
        return ", ".join(self.choices)


@dataclass(frozen=True, kw_only=True)
class Flag(Param):
    """On or off."""

    words: ClassVar[Mapping[str, bool]] = {
        "true": True, "on": True, "1": True, "yes": True,
        "false": False, "off": False, "0": False, "no": False,
    }  # fmt: skip

    def check(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise self._not_a_flag(value)
        return value

    def parse(self, text: str) -> bool:
        word = text.strip().lower()
        if word not in self.words:
            raise self._not_a_flag(text)
        return self.words[word]

    def format(self, value: Any) -> str:
        return "on" if value else "off"

    def allowed(self) -> str:
        return "on, off"

    def _not_a_flag(self, value: object) -> ParamError:
        return ParamError(
            tr("{name} can't be “{value}”. Choose one of: {allowed}."),
            name=self.name,
            value=value,
            allowed=self.allowed(),
        )


@dataclass(frozen=True, kw_only=True)
class Vector(Param):
    """A tuple of numbers that a view edits: a start point, the cells of a kernel.

    Its length is one of `sizes`; written ``1.5:-2``.
    """

    low: float
    high: float
    sizes: tuple[int, ...]

    def check(self, value: object) -> tuple[float, ...]:
        if not isinstance(value, (tuple, list)) or len(value) not in self.sizes:
            raise self._wrong(value)
        if not all(self._allows(x) for x in value):
            raise self._wrong(value)
        return tuple(float(x) for x in value)

    def _allows(self, x: object) -> bool:
        if isinstance(x, bool) or not isinstance(x, (int, float)):
            return False
        return self.low <= x <= self.high

    def parse(self, text: str) -> tuple[float, ...]:
        try:
            return self.check([float(word) for word in text.split(":")])
        except ValueError:
            raise self._wrong(text) from None

    def format(self, value: Any) -> str:
        return ":".join(f"{x!r}" for x in value)

    def allowed(self) -> str:
        return f"{'/'.join(map(str, self.sizes))} × {self.low:g} … {self.high:g}"

    def _wrong(self, value: object) -> ParamError:
        return ParamError(
            tr("{name} needs numbers separated by “:” ({allowed}), not “{value}”."),
            name=self.name,
            value=value,
            allowed=self.allowed(),
        )


@dataclass(frozen=True, kw_only=True)
class File(Param):
    """The path of a file of the user's own; empty means the bundled one.

    Whether the file can be read is for the experiment to say, with a `UserError`.
    """

    suffixes: tuple[str, ...]

    def check(self, value: object) -> str:
        if not isinstance(value, str) or len(value) > MAX_PATH_LENGTH or "\0" in value:
            raise ParamError(
                tr("{name} needs the path of a file ({allowed})."),
                name=self.name,
                allowed=self.allowed(),
            )
        return value

    def parse(self, text: str) -> str:
        return self.check(text)

    def allowed(self) -> str:
        return ", ".join(f"*{suffix}" for suffix in self.suffixes)
