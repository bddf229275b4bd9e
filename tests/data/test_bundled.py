"""The bundled files are the published data sets."""

import numpy as np
import pytest
from sklearn import datasets as reference

from dlgui.data import bundled
from dlgui.data.dataset import standardize
from dlgui.paths import resource_path


def test_digits() -> None:
    ours, theirs = bundled.digits(), reference.load_digits()
    np.testing.assert_array_equal(ours.X, theirs.images)
    np.testing.assert_array_equal(ours.labels, theirs.target)
    assert ours.X.dtype == np.float32
    assert ours.classes[ours.labels[3]] == "3"


def test_diabetes() -> None:
    ours, theirs = bundled.diabetes(), reference.load_diabetes(scaled=False)
    np.testing.assert_array_equal(ours.X, theirs.data)
    np.testing.assert_array_equal(ours.y, theirs.target)
    assert list(ours.features) == theirs.feature_names


def test_standardized_diabetes_is_the_papers_up_to_its_scale() -> None:
    Z, _, _ = standardize(bundled.diabetes().X)
    np.testing.assert_allclose(Z / np.sqrt(len(Z)), reference.load_diabetes().data, atol=1e-12)


def test_iris() -> None:
    ours, theirs = bundled.iris(), reference.load_iris()
    np.testing.assert_array_equal(ours.X, theirs.data.astype(np.float32))
    np.testing.assert_array_equal(ours.labels, theirs.target)
    assert list(ours.classes) == list(theirs.target_names)


def test_english_text() -> None:
    text = bundled.english_text()
    assert text.startswith("ALICE'S ADVENTURES IN WONDERLAND\n\nLewis Carroll\n")
    assert text.endswith("THE END\n")
    assert text.isascii()
    assert 100_000 < len(text) < 150_000


def test_chinese_text() -> None:
    text = bundled.chinese_text()
    poems = text.strip().split("\n\n")
    assert len(poems) == 313
    assert all(poem.startswith("《") for poem in poems)
    assert "黄河远上白云间，一片孤城万仞山。" in text
    letters = sum("\u4e00" <= letter <= "\u9fff" for letter in text)
    assert letters > 0.75 * len(text)


@pytest.mark.parametrize("path", sorted(resource_path("data").iterdir()), ids=lambda p: p.name)
def test_every_file_names_its_source(path) -> None:
    assert path.name in resource_path("data", "SOURCES.md").read_text() or path.suffix == ".md"


def test_every_column_of_a_table_has_a_name() -> None:
    for data in (bundled.iris(), bundled.diabetes()):
        assert len(set(data.features)) == data.X.shape[1]
    assert not set(bundled.iris().features) & {"species", "class", "target"}
