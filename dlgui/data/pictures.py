"""What the decoders of picture files share: the bound on the size, and what can be refused."""


class TooLarge(ValueError):
    """A picture has more pixels than are read.

    Attributes
    ----------
    width, height : int
        Its size in pixels.
    """

    def __init__(self, width: int, height: int) -> None:
        super().__init__(f"{width} × {height} pixels")
        self.width = width
        self.height = height


class Unsupported(ValueError):
    """A picture is sound but of a kind that is not read."""


def check_size(width: int, height: int, max_side: int) -> None:
    """Raise `TooLarge` above `max_side`, `ValueError` for a picture without pixels."""
    if width < 1 or height < 1:
        raise ValueError("the picture has no pixels")
    if max(width, height) > max_side:
        raise TooLarge(width, height)
