"""A topic's parameters: each is declared once, as a field of a frozen dataclass.

Sliders, bounds, command-line options, links in lessons and session files all come from
these declarations.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from dlgui.core.param import Choice, File, Flag, Integer, Param, ParamError, Real, Vector
from dlgui.messages import tr


def _field(param: Param) -> Any:
    return dataclasses.field(default=param.default, metadata={"param": param})


def real(
    default: float, low: float, high: float, *, title: str, log: bool = False, **more: Any
) -> Any:
    """A field that is a real number in [low, high]; see `Number` and `Param` for the rest."""
    return _field(Real(default=default, low=low, high=high, log=log, title=title, **more))


def integer(
    default: int, low: int, high: int, *, title: str, log: bool = False, **more: Any
) -> Any:
    """A field that is a whole number in [low, high]."""
    return _field(Integer(default=default, low=low, high=high, log=log, title=title, **more))


def choice(default: str, choices: Mapping[str, str], *, title: str, **more: Any) -> Any:
    """A field that is one of `choices`, a mapping of value to title."""
    return _field(Choice(default=default, choices=choices, title=title, **more))


def flag(default: bool, *, title: str, **more: Any) -> Any:
    """A field that is on or off."""
    return _field(Flag(default=default, title=title, **more))


def vector(
    default: tuple[float, ...],
    low: float,
    high: float,
    *,
    title: str,
    sizes: tuple[int, ...] = (),
    **more: Any,
) -> Any:
    """A field that is a tuple of numbers in [low, high]; its length is the default's or in `sizes`.

    The parameter panel does not show it: a view edits it.
    """
    sizes = sizes or (len(default),)
    return _field(
        Vector(default=default, low=low, high=high, sizes=sizes, title=title, shown=False, **more)
    )


def file(*, title: str, suffixes: tuple[str, ...], **more: Any) -> Any:
    """A field that is the path of a user's file, by default the bundled one."""
    return _field(File(default="", suffixes=suffixes, title=title, **more))


@dataclass(frozen=True)
class ParamSet:
    """Base of every topic's `Params`: a frozen dataclass whose fields are declared parameters.

    Construction checks every value and raises `ParamError`.
    """

    _declared: ClassVar[Mapping[str, Param]]

    def __post_init__(self) -> None:
        for name, param in self.declared().items():
            object.__setattr__(self, name, param.check(getattr(self, name)))

    @classmethod
    def declared(cls) -> Mapping[str, Param]:
        """The parameters by name, in order of declaration."""
        if "_declared" not in cls.__dict__:
            cls._declared = {
                field.name: dataclasses.replace(field.metadata["param"], name=field.name)
                for field in dataclasses.fields(cls)
            }
        return cls._declared

    def replaced(self, values: Mapping[str, object]) -> Self:
        """A copy with some values changed; `ParamError` for an unknown name or a bad value."""
        for name in values:
            self.param(name)
        return dataclasses.replace(self, **dict(values))

    @classmethod
    def param(cls, name: str) -> Param:
        """The declaration of `name`; `ParamError` when there is none."""
        declared = cls.declared()
        if name not in declared:
            raise ParamError(
                tr("There is no parameter “{name}”. Choose one of: {allowed}."),
                name=name,
                allowed=", ".join(declared),
            )
        return declared[name]

    @classmethod
    def parse(cls, texts: Mapping[str, str]) -> dict[str, object]:
        """Values written as text, from a command line or a link, checked one by one."""
        return {name: cls.param(name).parse(text) for name, text in texts.items()}

    def matters(self, name: str) -> bool:
        """Whether parameter `name` has an effect under the other values."""
        return all(
            getattr(self, other) in values for other, values in self.param(name).when.items()
        )

    def values(self) -> dict[str, object]:
        """All values by name."""
        return {name: getattr(self, name) for name in self.declared()}
