"""The reader as it is shipped, on a passage that nothing was trained on."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.sentences import split_sentences
from index.settings import Settings
from qa.reader.own import OwnReader, load_own_reader

pytestmark = pytest.mark.model

PASSAGE = (
    "The council of Varberg voted on Tuesday to close the old ferry terminal. "
    "Mayor Ingrid Dahl said the building would cost 40 million kronor to repair. "
    "Fishermen protested outside the town hall. "
    "A new terminal is to open in the spring of 2031, two kilometres further north."
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> OwnReader:
    home: Path = tmp_path_factory.mktemp("home")
    loaded = load_own_reader(Settings(home=home, offline=True))
    assert loaded is not None
    return loaded


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("When will the new terminal open?", 3, "spring of 2031"),
        ("How much would the repair cost?", 1, "40 million kronor"),
        ("who protested outside the town hall", 2, "Fishermen"),
    ],
)
def test_the_sentence_and_the_words_that_answer(
    reader: OwnReader, question: str, sentence: int, words: str
) -> None:
    (reading,) = reader.read(question, [PASSAGE], [split_sentences(PASSAGE)], ["Varberg ferry"])
    chances = reading.sentence_probabilities
    assert chances.index(max(chances)) == sentence
    assert words in PASSAGE[slice(*reading.span)]
    assert reading.span == reading.sentence_spans[sentence]
    assert reading.answerable > 0.7


def test_what_the_passage_does_not_say(reader: OwnReader) -> None:
    questions = ["Who won the football match?", "What is the capital of Peru?"]
    spans = split_sentences(PASSAGE)
    for reading in reader.read_pairs(questions, [PASSAGE] * 2, [spans] * 2):
        assert reading.answerable < 0.3
        assert max(reading.sentence_probabilities) < 0.3
