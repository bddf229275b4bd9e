"""Where the files that come with the application are."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """The path of a file or folder below ``resources/``.

    An installed wheel and the executable carry the folder inside the package; a checkout has it
    beside the package.

    Parameters
    ----------
    *parts : str
        Names below ``resources/``, such as ``"data", "iris.csv"``.

    Raises
    ------
    FileNotFoundError
        The application doesn't come with such a file.
    """
    installed = _PACKAGE / "resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path
