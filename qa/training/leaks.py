"""Keeps training data apart from the data that a model is judged on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.training.examples import Example, Paragraph, normalised, tokenised_sentences

SHORTEST = 40
"""Letters and digits; a shorter sentence may recur by chance ("He was born in London.")."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Questions, paragraphs and sentences that no training example may hold, normalised."""

    questions: frozenset[str]
    paragraphs: frozenset[str]
    sentences: frozenset[str]

    def leaks(self, example: Example) -> bool:
        return (
            normalised(example.question) in self.questions
            or normalised(example.paragraph.text) in self.paragraphs
            or not self.sentences.isdisjoint(_long_sentences(example.paragraph))
        )


def guard_against(examples: Iterable[Example]) -> Guard:
    """A guard that keeps out the questions and the texts of `examples`."""
    questions = set()
    paragraphs = {}
    for example in examples:
        questions.add(normalised(example.question))
        paragraphs[example.paragraph.text] = example.paragraph
    sentences = {
        sentence for paragraph in paragraphs.values() for sentence in _long_sentences(paragraph)
    }
    return Guard(
        questions=frozenset(questions),
        paragraphs=frozenset(normalised(text) for text in paragraphs),
        sentences=frozenset(sentences),
    )


def _long_sentences(paragraph: Paragraph) -> set[str]:
    spans = {*paragraph.sentences, *tokenised_sentences(paragraph.text)}
    folded = {normalised(paragraph.text[start:end]) for start, end in spans}
    return {sentence for sentence in folded if len(sentence) >= SHORTEST}
