"""The mean of trained readers, through the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner

from index.errors import UsageError
from index.settings import Settings
from qa.models.own_weights import load_state
from qa.reader.decoding import Scales
from qa.reader.network import ReaderNetwork
from qa.training import averaging, reader
from qa.training.exporting import export
from qa.training.process import base_encoder
from tests.qa.reader_fixtures import tiny_base
from tests.qa.training.stories_fixtures import HELD_OUT, write_stories


def test_the_mean_of_two_states_lies_between_them() -> None:
    mean = averaging.mean_state([{"w": torch.tensor([1.0, 2.0])}, {"w": torch.tensor([3.0, 2.0])}])
    assert mean["w"].tolist() == [2.0, 2.0]


def test_models_of_two_architectures_are_not_averaged() -> None:
    with pytest.raises(UsageError, match="one architecture"):
        averaging.mean_state([{"w": torch.zeros(2)}, {"w": torch.zeros(3)}])


def test_calibrations_are_averaged() -> None:
    one = {"sentence": [1.0, 0.0], "answer": [1.0, 0.0, 0.0, 1.0]}
    other = {"sentence": [2.0, 1.0], "answer": [0.0, 0.0, 1.0, 0.0]}
    assert averaging.mean_scales([one, other]).to_json() == {
        "sentence": (1.5, 0.5),
        "answer": (0.5, 0.0, 0.5, 0.5),
    }


def test_the_command_averages_and_judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(home=tmp_path / "home", offline=True)
    base = tiny_base(tmp_path / "base", settings)
    monkeypatch.setattr(averaging, "BASE", str(tmp_path / "base"))
    stories = write_stories(tmp_path / "stories", name=HELD_OUT)
    monkeypatch.setattr(reader, "STORIES", stories)
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))
    for seed in (1, 2):
        torch.manual_seed(seed)
        export(ReaderNetwork(base_encoder(base.folder)), base, tmp_path / str(seed), Scales())
    judged = tmp_path / "judged.json"
    questions = [{"question": "who left oslo?", "answers": [{"text": "anna", "answer_start": 0}]}]
    paragraph = {
        "context": "anna left oslo.",
        "qas": [*questions, {"question": "who?", "answers": []}],
    }
    judged.write_text(json.dumps({"data": [{"title": "t", "paragraphs": [paragraph]}]}))
    folders = [str(tmp_path / "1"), str(tmp_path / "2")]

    CliRunner().invoke(
        averaging.main,
        [*folders, "--judged", str(judged), "--out", str(tmp_path / "out")],
        catch_exceptions=False,
    )

    assert (
        json.loads((tmp_path / "out" / "figures.json").read_text())["development"]["questions"] == 2
    )
    one, other, mean = (
        load_state(folder / "model.safetensors", base.folder)
        for folder in (tmp_path / "1", tmp_path / "2", tmp_path / "out" / "model")
    )
    for name, tensor in mean.items():
        torch.testing.assert_close(tensor, (one[name] + other[name]) / 2, rtol=0, atol=2e-3)
