"""What every reader must do, run on a tiny one of Footnote's own and a tiny extractive model."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from transformers import BertModel

from index.settings import Settings
from index.types import Span
from qa.reader import Reader, Reading, load_reader
from qa.reader.decoding import Scales
from qa.reader.network import ReaderNetwork
from qa.training.exporting import export
from tests.qa.extractive_fixtures import save_extractive_reader
from tests.qa.reader_fixtures import tiny_base

pytestmark = pytest.mark.usefixtures("one_thread")

QUESTION = "Who met Anna?"
PASSAGES: tuple[tuple[str, tuple[Span, ...]], ...] = (
    ("The mayor met Anna in Oslo. Rain fell on Friday.", ((0, 27), (28, 48))),
    ("Boats left.", ((0, 11),)),
    ("  The “treaty” – signed\tin Lima.\n\nBoris left, who met Clara…  ", ((2, 33), (35, 61))),
    (
        "The council signed the treaty. " * 8 + "Rain.",
        (*((31 * n, 31 * n + 30) for n in range(8)),),
    ),
    ("", ()),
)
TEXTS = [text for text, _ in PASSAGES]
SENTENCES = [sentences for _, sentences in PASSAGES]


@pytest.fixture(scope="module", params=["own", "extractive"])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Each computes in float32, in which company changes nothing."""
    folder = tmp_path_factory.mktemp(request.param)
    settings = Settings(home=folder / "home", offline=True)
    with pytest.MonkeyPatch.context() as patch:
        for module in ("index.embedding", "qa.reader.extractive"):
            patch.setattr(f"{module}.hardware", lambda: ("cpu", torch.float32))
        if request.param == "own":
            base = tiny_base(folder / "base", settings)
            torch.manual_seed(1)
            encoder = BertModel.from_pretrained(base.folder, add_pooling_layer=False)
            export(ReaderNetwork(encoder), base, folder / "model", Scales())
            loaded = load_reader(settings, folder / "model")
        else:
            model = save_extractive_reader(folder / "model")
            loaded = load_reader(Settings(home=folder, reader=str(model), offline=True))
    assert loaded is not None
    return loaded


def near(one: Reading, other: Reading) -> bool:
    same = one.sentence_spans == other.sentence_spans and one.span == other.span
    return same and numbers(one) == pytest.approx(numbers(other), abs=1e-4)


def numbers(reading: Reading) -> list[float]:
    return [*reading.sentence_probabilities, reading.answerable]


class TestReader:
    def test_each_passage_has_its_reading_and_each_sentence_its_chance(
        self, reader: Reader
    ) -> None:
        readings = reader.read(QUESTION, TEXTS, SENTENCES)
        assert len(readings) == len(PASSAGES)
        for reading, sentences in zip(readings, SENTENCES, strict=True):
            assert len(reading.sentence_probabilities) == len(sentences)
            assert len(reading.sentence_spans) == len(sentences)
            assert all(0 <= number <= 1 for number in numbers(reading))
        assert len({numbers(reading)[0] for reading in readings}) > 2

    @pytest.mark.parametrize("titles", [(), ["The harbour", "", "Rain in Paris.", "Lima", ""]])
    def test_the_words_that_answer_lie_in_their_sentence(
        self, reader: Reader, titles: list[str]
    ) -> None:
        readings = reader.read(QUESTION, TEXTS, SENTENCES, titles)
        for reading, text, sentences in zip(readings, TEXTS, SENTENCES, strict=True):
            for (start, end), (first, last) in zip(reading.sentence_spans, sentences, strict=True):
                assert first <= start < end <= last or (start, end) == (0, 0)
                words = text[start:end]
                assert words == words.strip()
                assert not text[max(0, start - 1) : start].isalnum() or not words[:1].isalnum()
                assert not text[end : end + 1].isalnum() or not words[-1:].isalnum()
            assert reading.span in (*reading.sentence_spans, (0, 0))

    def test_a_passage_reads_the_same_alone_and_in_company(self, reader: Reader) -> None:
        together = reader.read(QUESTION, TEXTS, SENTENCES)
        backwards = reader.read(QUESTION, TEXTS[::-1], SENTENCES[::-1])[::-1]
        alone = [
            reader.read(QUESTION, [text], [sentences])[0]
            for text, sentences in zip(TEXTS, SENTENCES, strict=True)
        ]
        assert all(map(near, together, backwards))
        assert all(map(near, together, alone))

    def test_the_question_counts(self, reader: Reader) -> None:
        one, other = (
            reader.read(question, TEXTS[:1], SENTENCES[:1])[0] for question in (QUESTION, "Where?")
        )
        assert not near(one, other)

    def test_the_title_counts(self, reader: Reader) -> None:
        one, other = (
            reader.read(QUESTION, TEXTS[:1], SENTENCES[:1], titles)[0]
            for titles in ((), ["Treaty of Paris"])
        )
        assert not near(one, other)

    def test_an_empty_title_is_none(self, reader: Reader) -> None:
        plain = reader.read(QUESTION, TEXTS, SENTENCES)
        assert all(map(near, plain, reader.read(QUESTION, TEXTS, SENTENCES, [""] * len(TEXTS))))

    @pytest.mark.parametrize("question", ["", "who left the harbour " * 60])
    def test_a_question_of_any_length(self, reader: Reader, question: str) -> None:
        titles = ["the river of the minister " * 30] * len(TEXTS)
        for reading in reader.read(question, TEXTS, SENTENCES, titles)[:2]:
            assert reading.sentence_spans[0] != (0, 0)
            assert reading.sentence_probabilities[0] > 0

    def test_nothing_to_read(self, reader: Reader) -> None:
        assert reader.read(QUESTION, [], []) == ()

    def test_a_passage_without_sentences(self, reader: Reader) -> None:
        (reading,) = reader.read(QUESTION, ["Rain fell."], [()])
        assert (reading.span, reading.sentence_spans) == ((0, 0), ())

    def test_many_threads_get_what_one_gets(self, reader: Reader) -> None:
        questions = [QUESTION, "What fell?", "Who signed the treaty?", "Where was the mayor?"] * 2
        alone = [reader.read(question, TEXTS, SENTENCES) for question in questions]
        with ThreadPoolExecutor(4) as pool:
            shared = pool.map(lambda asked: reader.read(asked, TEXTS, SENTENCES), questions)
            assert list(shared) == alone

    def test_it_has_a_name(self, reader: Reader) -> None:
        name, _, digest = reader.name.rpartition("@")
        assert name
        assert len(digest) == 12
