"""`footnote eval answers` with the default models, on a small file in the format of SQuAD."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.qa.evaluation.answers_examples import write_squad
from ui.cli import main

pytestmark = pytest.mark.model


def test_squad_through_the_product(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_OFFLINE", "1")
    out = tmp_path / "out.json"
    squad = write_squad(tmp_path / "part.json")
    arguments = ["--work", str(tmp_path / "work"), "--json", str(out)]
    assert main(["eval", "answers", str(squad), *arguments]) == 0
    assert "part (SQuAD 2.0): 5 of 5 questions, 3 answerable" in capsys.readouterr().out
    questions = {each["id"]: each for each in json.loads(out.read_text())["questions"]}
    assert questions["crossing"]["predicted"].startswith("25"), "the reader's own words"
    assert questions["crossing"]["parts"]["token F1"][0] >= 0.5
    assert questions["buyer"]["parts"]["citation recall, sentences"] == [1.0, 1.0]
    assert questions["minutes"]["outcome"] == "not_found"
    assert 0.0 < questions["owner"]["score"] < questions["buyer"]["score"]
