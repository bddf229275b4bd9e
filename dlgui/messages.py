"""Texts for people that modules without Qt declare, and the error that carries one."""

import re


def tr(text: str) -> str:
    """Mark `text` for translation; the user interface translates it when it shows it.

    Only literal strings: ``lupdate`` reads the source, not the running program.
    """
    return text


REASONS = (
    tr("No such file or directory"),
    tr("Permission denied"),
    tr("Is a directory"),
)
"""What systems say of files that can't be opened; a `UserError` has it as its ``reason``."""

# Control characters, ends of lines and changes of direction.
_CONTROLS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069]")

LONGEST_ARGUMENT = 300
"""A message quotes no more of what a person typed or a file holds."""
LONGEST_MESSAGE = 600
"""Texts that the system or a library has worded are cut to this length."""


class UserError(Exception):
    """What a person did can't be done; the message says what was wrong and what to do.

    Parameters
    ----------
    text : str
        English sentence marked with `tr`, with ``{name}`` for each argument.
    **arguments
        Values for the places in `text`; kept apart so that the sentence can be translated.
    """

    def __init__(self, text: str, **arguments: object) -> None:
        quoted = {name: _cut(value) for name, value in arguments.items()}
        super().__init__(text, quoted)
        self.text = text
        self.arguments = quoted

    def __str__(self) -> str:
        return self.text.format(**self.arguments)

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.text, self.arguments)


def shortened(message: str) -> str:
    """The beginning and the end of a message that may quote any amount of text, on one line."""
    if len(message) > LONGEST_MESSAGE:
        half = LONGEST_MESSAGE // 2
        message = f"{message[:half]} … {message[-half:]}"
    return _on_one_line(message)


def _cut(value: object) -> object:
    text = str(value)
    if len(text) > LONGEST_ARGUMENT:
        text = text[: LONGEST_ARGUMENT - 1] + "…"
    elif not isinstance(value, str):
        return value
    return _on_one_line(text)


def _on_one_line(text: str) -> str:
    """`text` without what steers a terminal; names of files and damaged files may hold it."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def _restore(cls: type[UserError], text: str, arguments: dict[str, object]) -> UserError:
    return cls(text, **arguments)
