"""Extractive models as the reader: windows, odds, refusals, and the answerer that has one."""

from __future__ import annotations

import json
import logging
import math
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import (
    AutoTokenizer,
    BertConfig,
    BertForQuestionAnswering,
    PreTrainedTokenizerFast,
)

from index.errors import ModelError, WeightsMissingError
from index.sentences import split_sentences
from index.settings import Settings
from index.types import Span
from index.weights import find_weights
from qa.models.own_weights import WEIGHTS, load_state
from qa.opening import open_answerer
from qa.reader import load_reader
from qa.reader.decoding import LONGEST_ANSWER
from qa.reader.extractive import ExtractiveReader, Found, search, weigh
from qa.reader.extractive_input import Window, lay_out, pad
from qa.reader.own import FOLDER
from tests.fakes import FakeEmbedder, FakeGenerator
from tests.qa.extractive_fixtures import extractive_tokenizer, save_extractive_reader
from tests.qa.reader_fixtures import WORDS, tiny_base
from tests.qa.reranker_fixtures import save_cross_encoder

pytestmark = pytest.mark.usefixtures("one_thread")

QUESTION = "Who met Anna?"
TEXT = "The mayor met Anna in Oslo. Rain fell on Friday."
SENTENCES = ((0, 27), (28, 48))


@pytest.fixture
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.reader.extractive.hardware", lambda: ("cpu", torch.float32))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_extractive_reader(tmp_path_factory.mktemp("models") / "model")


def load(folder: Path) -> ExtractiveReader:
    loaded = load_reader(Settings(home=folder.parent, reader=str(folder), offline=True))
    assert isinstance(loaded, ExtractiveReader)
    return loaded


def metaspace() -> PreTrainedTokenizerFast:
    """As SentencePiece does, it counts the space before a word to the word."""
    words = [*(f"▁{word}" for word in WORDS), "▁", ".", ",", "?"]
    vocabulary = {word: place for place, word in enumerate(["[PAD]", "<s>", "</s>", "?", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="?"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", 2), ("<s>", 1), trim_offsets=False
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        cls_token="<s>",
        sep_token="</s>",
        unk_token="?",
        model_max_length=64,
    )


TOKENIZERS = {"pieces": extractive_tokenizer(), "spaces": metaspace()}
prose = st.lists(st.sampled_from([*WORDS, "é", "“", "…", "日本", "🙂", "\n", "  "]), max_size=120)


@pytest.fixture(params=list(TOKENIZERS))
def tokenizer(request: pytest.FixtureRequest) -> PreTrainedTokenizerFast:
    return TOKENIZERS[request.param]


class TestWindows:
    def test_positions_and_offsets(self, tokenizer: PreTrainedTokenizerFast) -> None:
        (window,) = lay_out(tokenizer, 64, QUESTION, [TEXT], [SENTENCES], [])
        assert window.none == 0
        first = window.sentence_of.index(0)
        assert {*window.sentence_of[:first]} == {-1}
        words = [
            TEXT[slice(*window.offsets[place])]
            for place, number in enumerate(window.sentence_of)
            if number == 1
        ]
        assert words[:4] == ["Rain", "fell", "on", "Friday"] or words[3] == "Friday."
        assert len(window.inputs["input_ids"]) == len(window.inputs["attention_mask"])
        assert len(window.inputs["input_ids"]) == window.size

    def test_a_title_is_read_and_in_no_sentence(self, tokenizer: PreTrainedTokenizerFast) -> None:
        (plain,) = lay_out(tokenizer, 64, QUESTION, [TEXT], [SENTENCES], [])
        (titled,) = lay_out(tokenizer, 64, QUESTION, [TEXT], [SENTENCES], ["Harbour treaty"])
        assert titled.size > plain.size
        for number in (0, 1):
            assert offsets_of(titled, number) == offsets_of(plain, number)

    @given(st.sampled_from(list(TOKENIZERS)), prose, st.text(max_size=80), prose)
    @hypothesis_settings(deadline=None)
    def test_every_word_is_read_where_it_stands(
        self, kind: str, words: list[str], question: str, title: list[str]
    ) -> None:
        text = " ".join(words)
        spans = split_sentences(text)
        windows = lay_out(TOKENIZERS[kind], 48, question, [text], [spans], [" ".join(title)])
        read: set[int] = set()
        for window in windows:
            assert window.size <= 48
            for (start, end), number in zip(window.offsets, window.sentence_of, strict=True):
                if number < 0:
                    continue
                first, last = spans[number]
                assert first <= start < end <= last
                assert text[start:end] == text[start:end].strip()
                read.update(range(start, end))
        wanted = {place for first, last in spans for place in range(first, last)}
        assert {place for place in wanted - read if not text[place].isspace()} == set()

    def test_neighbours_share_a_third(self, tokenizer: PreTrainedTokenizerFast) -> None:
        text = " ".join(WORDS[place % 30] for place in range(100))
        windows = lay_out(tokenizer, 48, QUESTION, [text], [[(0, len(text))]], [])
        for one, other in pairwise(windows):
            shared = {*offsets_of(one, 0)} & {*offsets_of(other, 0)}
            assert 10 <= len(shared) <= 15
        assert len(windows) > 2

    def test_a_long_question_and_a_long_title_leave_room(
        self, tokenizer: PreTrainedTokenizerFast
    ) -> None:
        windows = lay_out(tokenizer, 48, "who left " * 99, [TEXT], [SENTENCES], ["the river " * 99])
        assert {*windows[0].sentence_of} >= {0}
        assert max(window.size for window in windows) <= 48
        (short,) = lay_out(tokenizer, 48, "who left " * 8, [TEXT], [SENTENCES], [])
        (long,) = lay_out(tokenizer, 48, "who left " * 99, [TEXT], [SENTENCES], [])
        assert short.inputs["input_ids"] == long.inputs["input_ids"]

    def test_a_word_is_cut_where_its_sentence_ends(
        self, tokenizer: PreTrainedTokenizerFast
    ) -> None:
        (window,) = lay_out(tokenizer, 64, QUESTION, [TEXT], [[(0, 7), (7, 27)]], [])
        assert [TEXT[slice(*span)] for span in offsets_of(window, 0)] == ["The", "may"]

    def test_padding_is_not_attended_to(self) -> None:
        windows = lay_out(
            TOKENIZERS["pieces"], 64, QUESTION, [TEXT, "Rain."], [SENTENCES, [(0, 5)]], []
        )
        padded = pad(windows, 9)
        size = windows[1].size
        assert size < windows[0].size == padded["input_ids"].shape[1]
        assert {*padded["input_ids"][1, size:]} == {9}
        assert padded["attention_mask"].sum(axis=1).tolist() == [windows[0].size, size]


def offsets_of(window: Window, sentence: int) -> list[Span]:
    return [
        span
        for span, number in zip(window.offsets, window.sentence_of, strict=True)
        if number == sentence
    ]


logits = st.lists(st.floats(-12, 12, width=32), min_size=14, max_size=14)


class TestOdds:
    window = Window(
        passage=0,
        inputs={},
        none=0,
        sentence_of=(-1, -1, 0, 0, 0, 1, 1),
        offsets=((0, 0), (0, 0), (0, 3), (4, 6), (7, 9), (10, 12), (13, 16)),
    )

    @given(logits)
    def test_probabilities_are_those_of_all_spans_and_none(self, drawn: list[float]) -> None:
        scores = np.array(drawn, dtype=np.float64).reshape(2, 7)
        reading = weigh(search(self.window, scores), 2, says_none=True)
        odds = {
            (first, last): math.exp(scores[0, first] + scores[1, last])
            for group in ((2, 3, 4), (5, 6))
            for first in group
            for last in group
            if first <= last
        }
        total = sum(odds.values()) + math.exp(scores[0, 0] + scores[1, 0])
        parts = [
            sum(v for (first, _), v in odds.items() if (first > 4) is n) for n in (False, True)
        ]
        assert reading.sentence_probabilities == pytest.approx([part / total for part in parts])
        assert reading.answerable == pytest.approx(sum(parts) / total)
        # sums of logits round where their exponentials do not: what is this near is a tie
        likeliest = [
            span for span, value in odds.items() if value >= max(odds.values()) * (1 - 1e-12)
        ]
        offsets = self.window.offsets
        assert reading.span in [(offsets[a][0], offsets[b][1]) for a, b in likeliest]

    @given(logits)
    def test_without_a_word_for_none_answers_share_a_half(self, drawn: list[float]) -> None:
        scores = np.array(drawn, dtype=np.float64).reshape(2, 7)
        found = search(self.window, scores)
        reading = weigh(found, 2, says_none=False)
        assert reading.answerable == pytest.approx(0.5)
        assert sum(reading.sentence_probabilities) == pytest.approx(0.5)
        scores[:, 0] += 7.0
        other = weigh(search(self.window, scores), 2, says_none=False)
        assert other.sentence_probabilities == pytest.approx(reading.sentence_probabilities)

    def test_an_answer_is_no_longer_than_the_longest(self) -> None:
        count = LONGEST_ANSWER + 5
        window = Window(
            passage=0,
            inputs={},
            none=0,
            sentence_of=(-1, *[0] * count),
            offsets=((0, 0), *((place, place + 1) for place in range(count))),
        )
        scores = np.full((2, count + 1), -5.0)
        scores[0, 1] = scores[1, count] = 9.0
        scores[1, LONGEST_ANSWER] = 3.0
        assert search(window, scores)[0].span == (0, LONGEST_ANSWER)

    def test_a_sentence_that_was_not_read_has_no_chance(self) -> None:
        reading = weigh({1: Found(math.log(3), (5, 9), math.log(2))}, 3, says_none=True)
        assert reading.sentence_probabilities == pytest.approx((0, 0.75, 0))
        assert reading.sentence_spans == ((0, 0), (5, 9), (0, 0))
        assert reading.span == (5, 9)
        assert reading.answerable == pytest.approx(0.75)


@pytest.mark.usefixtures("exact")
class TestReading:
    def test_scores_are_those_of_the_model(self, model: Path) -> None:
        tokenizer = AutoTokenizer.from_pretrained(model)
        network = BertForQuestionAnswering.from_pretrained(model).eval()
        encoded = tokenizer(QUESTION, TEXT, return_tensors="pt")
        with torch.inference_mode():
            outputs = network(**encoded)
        scores = torch.stack([outputs.start_logits[0], outputs.end_logits[0]]).double().numpy()
        (window,) = lay_out(tokenizer, 64, QUESTION, [TEXT], [SENTENCES], [])
        assert window.inputs["input_ids"] == encoded["input_ids"][0].tolist()
        reader = load(model)
        expected = weigh(search(window, scores), 2, reader.says_none)
        (reading,) = reader.read(QUESTION, [TEXT, "Rain."], [SENTENCES, [(0, 5)]])[:1]
        assert reading.sentence_spans == expected.sentence_spans
        assert reading.sentence_probabilities == pytest.approx(expected.sentence_probabilities)

    def test_a_long_passage_is_read_to_its_end(self, model: Path) -> None:
        text = "The council signed. " * 30 + "Anna left."
        spans = [*((20 * place, 20 * place + 19) for place in range(30)), (600, 610)]
        (reading,) = load(model).read(QUESTION, [text], [spans])
        assert all(chance > 0 for chance in reading.sentence_probabilities)
        start, end = reading.sentence_spans[-1]
        assert 600 <= start < end <= 610
        assert sum(reading.sentence_probabilities) == pytest.approx(reading.answerable)

    def test_of_a_sentence_in_several_windows_the_best_counts(
        self, model: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = " ".join(WORDS[place % 40] for place in range(140))
        reader = load(model)
        windows = lay_out(reader._tokenizer, 64, QUESTION, [text], [[(0, len(text))]], [])
        assert len(windows) == 4
        peaks = dict(zip([window.offsets[20] for window in windows], (1, 9, 3, 2), strict=True))

        def score(_: object, chosen: list[Window]) -> list[np.ndarray]:
            rows = [[peaks.get(span, 0) for span in window.offsets] for window in chosen]
            return [np.array([row, row], dtype=np.float64) for row in rows]

        monkeypatch.setattr(ExtractiveReader, "_score", score)
        (reading,) = reader.read(QUESTION, [text], [[(0, len(text))]])
        assert reading.span == windows[1].offsets[20]

    def test_a_model_that_knows_no_answer_says_so(self, tmp_path: Path) -> None:
        reader = load(save_extractive_reader(tmp_path / "model", none=20.0))
        assert reader.says_none
        assert reader.read(QUESTION, [TEXT], [SENTENCES])[0].answerable < 0.01

    def test_one_that_does_not_is_found_out(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.WARNING):  # a command that ran before may have set another
            reader = load(save_extractive_reader(tmp_path / "model", none=-20.0))
        assert not reader.says_none
        assert "cannot tell that a text holds no answer" in caplog.text
        (reading,) = reader.read(QUESTION, [TEXT], [SENTENCES])
        assert reading.answerable == pytest.approx(0.5)
        assert max(reading.sentence_probabilities) <= 0.5


class TestLoading:
    def test_it_replaces_the_own_reader(self, model: Path) -> None:
        settings = Settings(home=model.parent, reader=str(model), offline=True)
        named = load_reader(settings, FOLDER)
        assert named is not None
        assert named.name.startswith(f"{model}@")
        assert load_reader(replace(settings, reader=""), model.parent / "none") is None

    def test_its_name_tells_its_weights(self, model: Path, tmp_path: Path) -> None:
        folder = shutil.copytree(model, tmp_path / "copy")
        change(folder, "qa_outputs.bias", 1.0)
        one, other = (load(each).name.rpartition("@")[2] for each in (model, folder))
        assert len(one) == len(other) == 12
        assert one != other

    def test_it_runs_in_the_type_that_the_hardware_is_fastest_in(
        self, model: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for dtype in (torch.float32, torch.bfloat16):
            monkeypatch.setattr("qa.reader.extractive.hardware", lambda dtype=dtype: ("cpu", dtype))
            assert {each.dtype for each in load(model)._model.parameters()} == {dtype}


def change(folder: Path, tensor: str, added: float) -> None:
    weights = load_file(folder / "model.safetensors")
    weights[tensor] += added
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


class TestRefusals:
    """Nothing that cannot read is ever left out in silence: each error names the way out."""

    def refused(self, folder: Path, message: str) -> None:
        with pytest.raises(ModelError, match=f"{message}.*FOOTNOTE_READER, or unset it"):
            load(folder)

    def test_an_embedder(self, tmp_path: Path) -> None:
        folder = tmp_path / "encoder"
        tiny_base(folder, Settings(home=tmp_path, offline=True))
        self.refused(folder, r"encoder is no model of extractive question .* holds BertModel\)")

    def test_a_classifier(self, tmp_path: Path) -> None:
        folder = save_cross_encoder(tmp_path / "model", labels=3)
        self.refused(folder, r"holds BertForSequenceClassification\)")

    def test_a_generator(self, tmp_path: Path) -> None:
        folder = save_extractive_reader(tmp_path / "model")
        config = json.loads((folder / "config.json").read_text())
        config |= {"architectures": ["LlamaForCausalLM"], "model_type": "llama"}
        (folder / "config.json").write_text(json.dumps(config))
        self.refused(folder, r"holds LlamaForCausalLM\)")

    def test_a_generator_of_another_format(self, tmp_path: Path) -> None:
        (tmp_path / "model.gguf").write_bytes(b"GGUF")
        self.refused(tmp_path, "model.gguf is no model of extractive")

    def test_a_last_layer_that_would_be_made_up(self, tmp_path: Path) -> None:
        folder = save_extractive_reader(tmp_path / "model")
        weights = load_file(folder / "model.safetensors")
        del weights["qa_outputs.weight"]
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        self.refused(folder, "lack qa_outputs.weight")

    @pytest.mark.parametrize("file", ["config.json", "model.safetensors"])
    def test_damaged_files(self, file: str, tmp_path: Path) -> None:
        folder = save_extractive_reader(tmp_path / "model")
        content = (folder / file).read_bytes()
        (folder / file).write_bytes(content[: len(content) // 2])
        self.refused(folder, "cannot be loaded as a model of extractive")

    def test_scores_that_are_no_numbers(self, tmp_path: Path) -> None:
        folder = save_extractive_reader(tmp_path / "model")
        change(folder, "qa_outputs.bias", float("nan"))
        self.refused(folder, "gave nan as a score")

    def test_a_model_that_is_not_there(self, tmp_path: Path) -> None:
        settings = Settings(home=tmp_path, reader="someone/no-such-reader", offline=True)
        with pytest.raises(WeightsMissingError, match="someone/no-such-reader are not on"):
            load_reader(settings)


def test_an_opened_answerer_reads_with_the_reader_of_its_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.opening.load_embedder", lambda _: FakeEmbedder())
    monkeypatch.setattr("qa.opening.load_generator", lambda _: FakeGenerator())
    monkeypatch.setattr("qa.opening.load_checker", lambda *_, **__: None)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("The mayor did leave Oslo on Monday.", encoding="utf-8")
    settings = Settings(home=tmp_path / "home", offline=True)
    outcomes = {}
    for none in (20.0, -20.0):
        model = save_extractive_reader(tmp_path / f"model{none}", none=none)
        opened = open_answerer(replace(settings, reader=str(model)), folder=folder)
        assert opened.reader is not None
        assert opened.reader.name.startswith(f"{model}@")
        outcomes[none] = opened.answer("When did the mayor leave Oslo?").outcome
        opened.library.close()
    assert outcomes == {20.0: "not_found", -20.0: "answered"}


@pytest.mark.model
def test_real_weights_find_what_answers_and_refuse_what_does_not(tmp_path: Path) -> None:
    """Those of Footnote's own reader, as any extractive model is saved: encoder and span head."""
    settings = Settings(home=tmp_path / "home", offline=True)
    base = find_weights("sentence-transformers/all-MiniLM-L6-v2", settings).folder
    names = {"encoder.": "bert.", "span.": "qa_outputs."}
    weights = {
        f"{ours}{name.removeprefix(own)}": tensor
        for own, ours in names.items()
        for name, tensor in load_state(FOLDER / WEIGHTS, base).items()
        if name.startswith(own)
    }
    network = BertForQuestionAnswering(BertConfig.from_pretrained(base))
    network.load_state_dict(weights)
    network.save_pretrained(tmp_path / "model")
    AutoTokenizer.from_pretrained(base).save_pretrained(tmp_path / "model")
    reader = load(tmp_path / "model")
    assert reader.says_none
    text = (
        "The council of Varberg voted on Tuesday to close the old ferry terminal. "
        "Mayor Ingrid Dahl said the building would cost 40 million kronor to repair. "
        "Fishermen protested outside the town hall."
    )
    spans = split_sentences(text)
    for question, sentence, words in (
        ("How much would the repair cost?", 1, "40 million kronor"),
        ("Who protested outside the town hall?", 2, "Fishermen"),
    ):
        (reading,) = reader.read(question, [text], [spans], ["Varberg ferry"])
        assert reading.sentence_probabilities[sentence] > 0.5
        assert words in text[slice(*reading.span)]
    for question in ("Who won the football match?", "What is the capital of Peru?"):
        assert reader.read(question, [text], [spans])[0].answerable < 0.3
