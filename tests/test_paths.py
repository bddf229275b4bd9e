"""Resources are found beside the package in a checkout and inside it when installed."""

from pathlib import Path

import pytest

from dlgui import paths


def test_checkout_has_the_folder_beside_the_package() -> None:
    assert paths.resource_path() == Path(paths.__file__).parents[1] / "resources"


def test_installed_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dlgui" / "resources" / "data").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "dlgui")
    expected = tmp_path / "dlgui" / "resources" / "data"
    assert paths.resource_path("data") == expected


def test_a_missing_resource_is_an_error_with_its_path() -> None:
    with pytest.raises(FileNotFoundError, match="nothing-here"):
        paths.resource_path("nothing-here")
