"""The reader: layout, decoding, loading what was exported, and damaged files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from transformers import BertModel

from index.errors import WeightsDamagedError, WeightsMissingError
from index.settings import Settings
from index.weights import WeightsLocation
from qa.models.own_weights import CONFIG, WEIGHTS
from qa.reader.decoding import Logits, Scales, best_spans
from qa.reader.input import Layout, lay_out, pad, sentence_numbers
from qa.reader.network import ReaderNetwork
from qa.reader.own import load_own_reader
from qa.training.exporting import export
from tests.qa.reader_fixtures import tiny_base, tiny_tokenizer

TEXT = "The mayor met Anna in Oslo. Rain fell on Friday."
SENTENCES = ((0, 27), (28, 48))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", offline=True)


@pytest.fixture
def base(tmp_path: Path, settings: Settings) -> WeightsLocation:
    return tiny_base(tmp_path / "base", settings)


@pytest.fixture
def network(base: WeightsLocation) -> ReaderNetwork:
    torch.manual_seed(1)
    encoder = BertModel.from_pretrained(base.folder, add_pooling_layer=False)
    return ReaderNetwork(encoder).eval()


class TestLayout:
    def test_positions_types_and_offsets(self) -> None:
        layout = lay_out(tiny_tokenizer(), "Who met Anna?", TEXT, SENTENCES, "", 100)
        begin = layout.begin
        assert begin == layout.second == 6  # [CLS] who met anna ? [SEP]
        assert [TEXT[s:e] for s, e in layout.offsets[:3]] == ["The", "mayor", "met"]
        assert layout.sentence_of[:begin] == (-1,) * begin
        assert layout.sentence_of[begin:] == (0,) * 7 + (1,) * 5 + (-1,)
        assert TEXT[slice(*layout.offset(begin + 3))] == "Anna"

    def test_a_title_stands_between_question_and_passage(self) -> None:
        plain = lay_out(tiny_tokenizer(), "Who?", TEXT, SENTENCES, "", 100)
        titled = lay_out(tiny_tokenizer(), "Who?", TEXT, SENTENCES, "Harbour treaty", 100)
        assert titled.second == plain.second
        assert titled.begin == plain.begin + 3
        assert titled.tokens[titled.begin :] == plain.tokens[plain.begin :]

    def test_what_does_not_fit_is_not_read(self) -> None:
        layout = lay_out(tiny_tokenizer(), "Who met Anna?", TEXT, SENTENCES, "", 14)
        assert len(layout.tokens) == 14
        assert layout.was_read.tolist() == [True, False]

    def test_padding_is_absent_and_in_no_sentence(self) -> None:
        rows = [
            lay_out(tiny_tokenizer(), "Who?", text, ((0, len(text)),), "", 100)
            for text in (TEXT, "Rain.")
        ]
        tokens, types, present, sentence_of = pad(rows)
        size = len(rows[1].tokens)
        assert present[1].tolist() == [1] * size + [0] * (tokens.shape[1] - size)
        assert set(tokens[1, size:]) == {0}
        assert set(types[1, size:]) == {0}
        assert set(sentence_of[1, size:]) == {-1}

    @given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 3)), max_size=8))
    def test_a_token_is_in_the_sentence_that_holds_its_start(
        self, pieces: list[tuple[int, int]]
    ) -> None:
        sentences, place = [], 0
        for length, gap in pieces:
            sentences.append((place, place + length))
            place += length + gap
        offsets = [(start, start + 1) for start in range(place + 1)]
        for (start, _), number in zip(offsets, sentence_numbers(offsets, sentences), strict=True):
            holding = [n for n, (s, e) in enumerate(sentences) if s <= start < e]
            assert [number] == (holding or [-1])


class TestDecoding:
    layout = Layout(
        tokens=tuple(range(8)),
        second=2,
        sentence_of=(-1, -1, 0, 0, 0, 1, 1, -1),
        begin=2,
        offsets=((0, 3), (4, 6), (7, 9), (10, 12), (13, 16)),
        sentences=2,
    )

    def logits(self, **peaks: dict[int, float]) -> Logits:
        arrays = {}
        for name in ("starts", "ends"):
            arrays[name] = np.zeros(8, dtype=np.float32)
            for place, value in peaks.get(name, {}).items():
                arrays[name][place] = value
        return Logits(**arrays, sentences=np.zeros(2, dtype=np.float32), answerable=0.0)

    def test_the_best_span_of_each_sentence_and_of_all(self) -> None:
        logits = self.logits(starts={3: 9.0, 5: 6.0}, ends={4: 9.0, 5: 6.0})
        spans, best = best_spans(self.layout, logits)
        assert spans == ((4, 9), (10, 12))
        assert best == (4, 9)

    def test_a_span_never_crosses_sentences_nor_runs_backwards(self) -> None:
        spans, _ = best_spans(self.layout, self.logits(starts={4: 9.0}, ends={5: 9.0, 2: 8.0}))
        assert spans == ((7, 9), (10, 12))

    def test_of_spans_that_are_about_as_likely_the_middle_one_is_best(self) -> None:
        logits = self.logits(starts={2: 9.0}, ends={2: 5.0, 3: 4.9, 4: 5.0})
        spans, best = best_spans(self.layout, logits)
        assert spans[0] == best == (0, 6)

    def test_a_sentence_that_was_not_read_has_no_span_and_no_chance(self) -> None:
        layout = replace(self.layout, sentences=3)
        spans, _ = best_spans(layout, self.logits())
        assert spans[2] == (0, 0)
        assert Scales().sentence(-np.inf) == 0.0

    def test_scales(self) -> None:
        scales = Scales((2.0, -1.0), (1.0, 0.5, 0.25, -2.0))
        assert scales.sentence(0.5) == 0.5
        logits = self.logits(starts={0: 1.0, 3: 4.0}, ends={0: 1.0, 4: 2.0})
        logits = replace(logits, answerable=0.5, sentences=np.array([1.0, -3.0], dtype=np.float32))
        assert logits.features == (0.5, 1.0, 4.0)
        assert scales.answerable(logits) == 0.5  # 0.5 + 0.5 + 1 - 2 = 0


class TestLoading:
    def test_what_was_exported_scores_as_what_was_trained(
        self, tmp_path: Path, settings: Settings, base: WeightsLocation, network: ReaderNetwork
    ) -> None:
        export(network, base, tmp_path / "reader", Scales())
        reader = load_own_reader(settings, tmp_path / "reader")
        assert reader is not None
        (scored,) = reader.score_pairs(["Who met Anna?"], [TEXT], [SENTENCES])
        layout = lay_out(tiny_tokenizer(), "Who met Anna?", TEXT, SENTENCES, "", 384)
        with torch.inference_mode():
            expected = network(*(torch.from_numpy(array) for array in pad([layout])))
        # The loaded one may compute in bfloat16, which keeps about two digits.
        np.testing.assert_allclose(scored.starts[6:-1], expected.starts[0][6:-1], atol=0.03)
        np.testing.assert_allclose(scored.sentences, expected.sentences[0], atol=0.03)
        assert scored.answerable == pytest.approx(float(expected.answerable[0]), abs=0.03)

    def test_a_passage_reads_the_same_alone_and_in_company(
        self, tmp_path: Path, settings: Settings, base: WeightsLocation, network: ReaderNetwork
    ) -> None:
        export(network, base, tmp_path / "reader", Scales())
        reader = load_own_reader(settings, tmp_path / "reader")
        assert reader is not None
        texts = [
            TEXT,
            "Boats left.",
            " ".join(["The council signed."] * 120),
            "",
            TEXT + " " + TEXT,
        ]
        sentences = [SENTENCES, ((0, 11),), ((0, 19), (2380, 2399)), (), SENTENCES]
        together = reader.read("Who met Anna?", texts, sentences)
        assert len(together) == 5
        for text, spans, reading in zip(texts, sentences, together, strict=True):
            (alone,) = reader.read("Who met Anna?", [text], [spans])
            assert reading.answerable == pytest.approx(alone.answerable, abs=0.01)
            assert reading.sentence_probabilities == pytest.approx(
                alone.sentence_probabilities, abs=0.01
            )
            for start, end in reading.sentence_spans:
                assert 0 <= start <= end <= len(text)
        assert together[2].sentence_probabilities[1] == 0.0  # beyond the longest input
        assert together[3].sentence_probabilities == ()
        assert together[3].span == (0, 0)

    def test_nothing_to_read(
        self, tmp_path: Path, settings: Settings, base: WeightsLocation, network: ReaderNetwork
    ) -> None:
        export(network, base, tmp_path / "reader", Scales())
        reader = load_own_reader(settings, tmp_path / "reader")
        assert reader is not None
        assert reader.read("Who?", [], []) == ()

    def test_an_installation_without_a_reader(self, tmp_path: Path, settings: Settings) -> None:
        assert load_own_reader(settings, tmp_path / "none") is None

    def test_weights_that_changed_are_refused(
        self, tmp_path: Path, settings: Settings, base: WeightsLocation, network: ReaderNetwork
    ) -> None:
        folder = tmp_path / "reader"
        export(network, base, folder, Scales())
        content = bytearray((folder / WEIGHTS).read_bytes())
        content[-1] ^= 1
        (folder / WEIGHTS).write_bytes(bytes(content))
        with pytest.raises(WeightsDamagedError, match="not what was published"):
            load_own_reader(settings, folder)
        (folder / WEIGHTS).unlink()
        with pytest.raises(WeightsMissingError, match="is missing"):
            load_own_reader(settings, folder)

    @pytest.mark.parametrize(
        ("change", "message"),
        [({"format": 2}, "another version"), ({"base_sha256": "0" * 64}, "stands on")],
    )
    def test_a_reader_that_does_not_fit_is_refused(
        self,
        tmp_path: Path,
        settings: Settings,
        base: WeightsLocation,
        network: ReaderNetwork,
        change: dict[str, object],
        message: str,
    ) -> None:
        folder = tmp_path / "reader"
        export(network, base, folder, Scales())
        config = json.loads((folder / CONFIG).read_text())
        (folder / CONFIG).write_text(json.dumps(config | change))
        with pytest.raises(WeightsDamagedError, match=message):
            load_own_reader(settings, folder)

    def test_a_configuration_cut_short_is_refused(self, tmp_path: Path, settings: Settings) -> None:
        (tmp_path / CONFIG).write_text('{"format": 1, ')
        with pytest.raises(WeightsDamagedError, match="not JSON"):
            load_own_reader(settings, tmp_path)
