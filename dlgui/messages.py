"""Texts for people that modules without Qt declare, and the error that carries one."""


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

LONGEST_ARGUMENT = 300
"""A message quotes no more of what a person typed or a file holds."""


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


def _cut(value: object) -> object:
    text = str(value)
    return value if len(text) <= LONGEST_ARGUMENT else text[: LONGEST_ARGUMENT - 1] + "…"


def _restore(cls: type[UserError], text: str, arguments: dict[str, object]) -> UserError:
    return cls(text, **arguments)
