"""The real data sets that come with the application.

Sources and licences are in ``resources/data/SOURCES.md``.
"""

import gzip

import numpy as np

from dlgui.data.dataset import Classification, Floats, Regression
from dlgui.paths import resource_path


def digits() -> Classification:
    """Handwritten digits.

    Returns
    -------
    Classification
        X (1797, 8, 8) with the whole numbers 0 (paper) to 16 (ink); labels 0–9.

    References
    ----------
    Alpaydin, Kaynak (1998), Optical Recognition of Handwritten Digits, UCI.
    """
    _, values = _table("digits.csv.gz")
    images = values[:, :-1].reshape(-1, 8, 8).astype(np.float32)
    return Classification(images, values[:, -1].astype(np.int64), tuple("0123456789"))


def diabetes() -> Regression:
    """The diabetes data of the LARS paper, in the original units; see `standardize`.

    Returns
    -------
    Regression
        X (442, 10), y (442,): progression of the disease in a year, 25–346.

    References
    ----------
    Efron, Hastie, Johnstone, Tibshirani (2004), Least Angle Regression, Annals of Statistics 32.
    """
    names, values = _table("diabetes.csv")
    X = np.ascontiguousarray(values[:, :-1])
    return Regression(X, values[:, -1].copy(), names[:-1], target=names[-1])


def iris() -> Classification:
    """Three species of iris.

    Returns
    -------
    Classification
        X (150, 4): length and width of sepal and petal in cm; labels 0–2, fifty of each.

    References
    ----------
    Fisher (1936), The use of multiple measurements in taxonomic problems.
    """
    names, values = _table("iris.csv")
    X = values[:, :-1].astype(np.float32)
    species = ("setosa", "versicolor", "virginica")
    return Classification(X, values[:, -1].astype(np.int64), species, names[:-1])


def english_text() -> str:
    """Lewis Carroll, *Alice's Adventures in Wonderland* (1865): 144 000 characters."""
    return resource_path("data", "alice.txt").read_text(encoding="utf-8")


def chinese_text() -> str:
    """*Three Hundred Tang Poems*, simplified: title, poet and lines of each; 29 000 characters."""
    return resource_path("data", "tang300.txt").read_text(encoding="utf-8")


def _table(file: str) -> tuple[tuple[str, ...], Floats]:
    """Names (d,) and values (n, d) of a bundled CSV file, compressed or not."""
    path = resource_path("data", file)
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    header, *rows = content.decode("ascii").splitlines()
    return tuple(header.split(",")), np.loadtxt(rows, delimiter=",", dtype=np.float64)
