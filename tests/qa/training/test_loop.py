"""Encoding, the loop, calibration and the figures: a tiny reader learns a tiny language."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.settings import Settings
from qa.models.own_weights import FROZEN
from qa.reader.decoding import Scales
from qa.reader.network import ReaderNetwork
from qa.reader.own import load_own_reader
from qa.training import reader as command
from qa.training.calibration import calibrate, fit_logistic
from qa.training.encoding import UNKNOWN, Options, Row, collate, encode, encode_all, plan_batches
from qa.training.evaluation import best_overall, evaluate
from qa.training.examples import Example, answered, joined
from qa.training.exporting import export, write_config
from qa.training.loop import Plan, train
from qa.training.objectives import READING
from tests.qa.reader_fixtures import tiny_base, tiny_tokenizer
from tests.qa.training.stories_fixtures import HELD_OUT, write_stories

pytestmark = pytest.mark.usefixtures("one_thread")


PEOPLE, DEEDS = ("anna", "boris", "clara", "david"), ("left", "fell", "opened", "met")
PLAIN = Options(unmarked=0.0, titled=0.0)


def village(count: int, seed: int) -> list[Example]:
    """Who signed? Half the time nobody that the paragraph speaks of did."""
    rng = random.Random(seed)
    examples = []
    for number in range(count):
        deeds = rng.sample(DEEDS, 3)
        signer = rng.randrange(3)
        if number % 2:
            deeds[signer] = "signed"
        people = [rng.choice(PEOPLE) for _ in deeds]
        sentences = [f"{who} {did}." for who, did in zip(people, deeds, strict=True)]
        paragraph = joined(sentences, "the harbour")
        start = paragraph.sentences[signer][0]
        spans = [(start, start + len(people[signer]))] if number % 2 else []
        examples.append(answered("village", "who signed?", paragraph, spans))
    return examples


def encoded(examples: list[Example]) -> list[Row]:
    return encode_all(examples, tiny_tokenizer(), PLAIN, random.Random(0))


class TestEncoding:
    paragraph = joined(["Rain fell on Friday.", "Anna met Boris in Oslo.", "Ten boats left Lima."])
    asked = answered("a", "Who met Boris?", paragraph, [(21, 25)])

    def test_targets_are_token_positions(self) -> None:
        row = encode(self.asked, tiny_tokenizer(), PLAIN, random.Random(0))
        assert row is not None
        assert row.labels == (0, 1, 0)
        assert (row.start, row.end) == (11, 11)  # 6 tokens of question, 5 of the first sentence
        assert row.layout.tokens[11] == tiny_tokenizer().token_to_id("anna")

    def test_no_answer_points_at_the_first_token_and_unknown_words_nowhere(self) -> None:
        none = encode(
            Example("a", "Who?", self.paragraph), tiny_tokenizer(), PLAIN, random.Random(0)
        )
        assert none is not None
        assert (none.start, none.end, set(none.labels)) == (0, 0, {0})
        vague = Example("a", "Who?", self.paragraph, (), (1,))
        row = encode(vague, tiny_tokenizer(), PLAIN, random.Random(0))
        assert row is not None
        assert (row.start, row.end, row.labels) == (UNKNOWN, UNKNOWN, (0, 1, 0))

    @given(st.integers(13, 40), st.integers(0, 1000))
    def test_a_window_is_whole_sentences_around_the_answer(self, longest: int, seed: int) -> None:
        options = replace(PLAIN, longest=longest)
        row = encode(self.asked, tiny_tokenizer(), options, random.Random(seed))
        assert row is not None
        assert len(row) <= longest
        assert sum(row.labels) == 1
        assert row.layout.tokens[row.start] == tiny_tokenizer().token_to_id("anna")
        sizes = [row.layout.sentence_of.count(number) for number in range(len(row.labels))]
        assert set(sizes) <= {5, 6}

    def test_an_answer_that_cannot_fit_is_left_out(self) -> None:
        options = replace(PLAIN, longest=8)
        crowd = replace(self.asked, answering=(0, 1, 2))
        assert encode(crowd, tiny_tokenizer(), options, random.Random(0)) is None

    @hypothesis_settings(max_examples=20)
    @given(st.lists(st.integers(1, 60), min_size=1, max_size=80), st.integers(0, 9))
    def test_batches_hold_every_row_once_within_the_budget(
        self, lengths: list[int], seed: int
    ) -> None:
        (row,) = encoded([self.asked])
        rows = [
            replace(row, layout=replace(row.layout, tokens=(0,) * length)) for length in lengths
        ]
        batches = plan_batches(rows, 100, seed)
        assert sorted(number for batch in batches for number in batch) == list(range(len(rows)))
        assert all(len(b) * max(len(rows[n]) for n in b) <= 100 for b in batches)

    def test_missing_sentences_are_marked_in_a_batch(self) -> None:
        short = Example("a", "Who?", joined(["Rain."]))
        assert collate(encoded([self.asked, short])).labels.tolist() == [[0, 1, 0], [0, -1, -1]]


class TestTraining:
    plan = Plan(rate=3e-3, head_rate=1e-2, budget=400, warmup=0.1, log_every=10, save_every=1000)

    def network(self, folder: Path) -> ReaderNetwork:
        return command.new_network(folder)

    def test_it_learns_and_what_is_exported_knows_it(self, tmp_path: Path) -> None:
        settings = Settings(home=tmp_path / "home", offline=True)
        base = tiny_base(tmp_path / "base", settings)
        torch.manual_seed(0)
        network = self.network(base.folder)
        frozen = network.state_dict()[f"encoder.{FROZEN}"].clone()
        log = train(
            network,
            encoded(village(3000, seed=1)),
            self.plan,
            tmp_path,
            lambda trained: export(trained, base, tmp_path / "model", Scales()),
            READING,
        )
        assert log[-1]["sentence"] < 0.5 * log[0]["sentence"]
        assert log[-1]["span"] < 0.5 * log[0]["span"]
        assert torch.equal(network.state_dict()[f"encoder.{FROZEN}"], frozen)

        reader = load_own_reader(settings, tmp_path / "model")
        assert reader is not None
        write_config(tmp_path / "model", base, calibrate(reader, village(200, seed=2)))
        reader = load_own_reader(settings, tmp_path / "model")
        assert reader is not None
        figures = evaluate(reader, village(200, seed=3))
        assert figures.sentence_first > 0.9
        assert figures.forced_f1 > 0.9
        assert figures.auroc > 0.9
        assert figures.overall_f1 > 0.8 > figures.refuse_all == 0.5

    def test_a_run_that_was_broken_off_goes_on_to_the_same_weights(self, tmp_path: Path) -> None:
        settings = Settings(home=tmp_path / "home", offline=True)
        base = tiny_base(tmp_path / "base", settings)
        rows = encoded(village(160, seed=1))
        plan = replace(self.plan, save_every=4)
        ends = []
        for name, breaks in (("whole", False), ("broken", True)):
            folder = tmp_path / name
            folder.mkdir()
            torch.manual_seed(0)
            network = self.network(base.folder)
            if breaks:
                with pytest.raises(KeyboardInterrupt):
                    train(network, rows, plan, folder, _interrupt, READING)
                torch.manual_seed(99)
                network = self.network(base.folder)
            train(network, rows, plan, folder, lambda _: None, READING)
            ends.append(network.state_dict())
        for name, tensor in ends[0].items():
            assert torch.allclose(tensor, ends[1][name], atol=1e-5), name

    def test_time_runs_out(self, tmp_path: Path) -> None:
        settings = Settings(home=tmp_path / "home", offline=True)
        network = self.network(tiny_base(tmp_path / "base", settings).folder)
        exported = []
        log = train(
            network,
            encoded(village(4000, seed=1)),
            replace(self.plan, minutes=1e-4),
            tmp_path,
            exported.append,
            READING,
        )
        assert log == []
        assert len(exported) == 1


def _interrupt(_: ReaderNetwork) -> None:
    raise KeyboardInterrupt


class TestMeasures:
    def test_the_best_threshold(self) -> None:
        scores = np.array([0.9, 0.8, 0.7, 0.1])
        answerable = np.array([True, False, True, False])
        # From .7 up: 1 + 0 + .5 + 1 of 4; from .9 up: 1 + 1 + 0 + 1.
        assert best_overall(scores, answerable, np.array([1.0, 0.5])) == (0.75, 0.9)
        assert best_overall(scores, answerable, np.array([0.0, 0.0])) == (0.5, float("inf"))

    def test_a_logistic_model_recovers_the_odds(self) -> None:
        features = np.array([[0.0]] * 4 + [[1.0]] * 4)
        labels = np.array([True, False, False, False, True, True, True, False])
        slope, bias = fit_logistic(features, labels, penalty=0.0)
        assert bias == pytest.approx(-np.log(3), abs=1e-6)
        assert slope == pytest.approx(2 * np.log(3), abs=1e-6)


def test_the_command_says_what_it_costs_and_trains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_base(tmp_path / "base", Settings(home=tmp_path / "home", offline=True))
    monkeypatch.setattr(command, "BASE", str(tmp_path / "base"))
    monkeypatch.setattr(command, "HELD_OUT", 40)
    stories = write_stories(tmp_path / "stories", name=HELD_OUT)
    monkeypatch.setattr(command, "STORIES", stories)
    monkeypatch.setattr(command, "gather", lambda data, judged, seed: village(200, seed))
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path / "home"))
    data = tmp_path / "data"
    (data / "village").mkdir(parents=True)
    (data / "village" / "rows.txt").write_text("anna left oslo")
    judged = tmp_path / "judged.json"
    question = {"question": "who left oslo?", "answers": [{"text": "anna", "answer_start": 0}]}
    paragraph = {
        "context": "anna left oslo.",
        "qas": [question, {"question": "who?", "answers": []}],
    }
    judged.write_text(json.dumps({"data": [{"title": "t", "paragraphs": [paragraph]}]}))
    arguments = ["--data", str(data), "--judged", str(judged), "--out", str(tmp_path / "out")]

    said = CliRunner().invoke(command.main, [*arguments, "--estimate"], catch_exceptions=False)
    assert said.output.startswith("160 examples, 80 of them answerable: about 0 minutes")
    assert not (tmp_path / "out" / "model").exists()

    CliRunner().invoke(command.main, arguments, catch_exceptions=False)
    figures = json.loads((tmp_path / "out" / "figures.json").read_text())
    assert (figures["development"]["questions"], figures["development"]["refuse_all"]) == (2, 0.5)
    assert figures["stories"]["questions"] == 4
    log = json.loads((tmp_path / "out" / "log.json").read_text())
    assert log["mix"] == {"village": 160}
    assert list(log["data"]) == ["village"]
    assert load_own_reader(Settings(home=tmp_path / "home"), tmp_path / "out" / "model") is not None
