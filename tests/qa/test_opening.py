"""What is opened before anything can be asked."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import qa.opening
from index.errors import FolderError
from index.settings import Settings
from qa.opening import answer, default_answerer, open_answerer, open_folder
from qa.types import Answer, Outcome


@pytest.mark.parametrize("named", [True, False])
def test_a_mistyped_folder_makes_no_library(
    named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(settings: Settings) -> None:
        raise AssertionError("no model need be loaded to see that")

    monkeypatch.setattr(qa.opening, "load_embedder", load)
    home, library = tmp_path / "home", tmp_path / "library"
    with pytest.raises(FolderError, match="nwes"):
        open_answerer(Settings(home=home), library if named else None, tmp_path / "nwes")
    assert list(tmp_path.iterdir()) == []


def test_two_threads_load_the_models_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Settings] = []

    class Ready:
        def answer(self, question: str, *_: object) -> Answer:
            return Answer(question, question, Outcome.NOT_FOUND, (), ())

    def load(settings: Settings) -> Ready:
        loaded.append(settings)
        time.sleep(0.1)  # long enough for the other thread to ask meanwhile
        return Ready()

    monkeypatch.setattr(qa.opening, "open_answerer", load)
    default_answerer.cache_clear()
    try:
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(answer, ["Why?", "When?"]))
    finally:
        default_answerer.cache_clear()
    assert [each.question for each in answers] == ["Why?", "When?"]
    assert len(loaded) == 1


def test_a_folder_of_ones_own_is_opened_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []

    def load(settings: Settings, *, folder: Path | None) -> None:
        opened.append(folder)

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(qa.opening, "open_answerer", load)
    open_folder("~/articles")
    open_folder(tmp_path)
    assert opened == [tmp_path / "articles", tmp_path]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="nwes"):
        qa.open_folder(tmp_path / "nwes")
