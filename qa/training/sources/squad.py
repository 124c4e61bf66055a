"""Sets in the JSON format of SQuAD, and SQuAD questions published without their answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.sentences import split_sentences
from index.types import Span
from qa.training.examples import (
    Example,
    Paragraph,
    answered,
    locate,
    normalised,
    overlapping,
)
from qa.training.sources.tokenised import answer_words, nqg_sentences

PARTS = {"new_wiki": True, "reddit": False, "amazon_reviews": False, "nyt": False}
"""Parts of SQuADShifts, and whether a part's articles have real titles."""


def read_squadshifts(folder: Path) -> list[Example]:
    """SQuADShifts: SQuAD questions on new Wikipedia, Reddit, Amazon (and New York Times) text."""
    examples: list[Example] = []
    for part, titled in PARTS.items():
        path = folder / f"{part}_v1.0.json"
        if path.exists():
            found = read_squad(path, f"squadshifts/{part}", titled=titled)
            examples += [example for example in found if example.answers]
    return examples


def read_squad(path: Path, source: str, *, titled: bool = True) -> Iterator[Example]:
    """A file of SQuAD 1.1 or 2.0; a question without answers is one that has none."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article["title"].replace("_", " ") if titled else ""
        for row in article["paragraphs"]:
            text = row["context"]
            paragraph = Paragraph(text, split_sentences(text), title)
            for question in row["qas"]:
                spans = _favourite_answers(question, paragraph.sentences)
                yield answered(source, question["question"], paragraph, spans)


def _favourite_answers(question: dict[str, Any], sentences: tuple[Span, ...]) -> list[Span]:
    """The answers that lie in the sentence most annotators answered from."""
    spans = [
        (answer["answer_start"], answer["answer_start"] + len(answer["text"]))
        for answer in question["answers"]
        if answer["text"].strip()
    ]
    places = [overlapping(sentences, (span,)) for span in spans]
    return [
        s for s, place in zip(spans, places, strict=True) if place == max(places, key=places.count)
    ]


def read_squad_half(folder: Path, nqg: Path, unansq: Path) -> list[Example]:
    """SQuAD 2.0 questions published without answers, answers recovered from two derived sets.

    A question that nqg lists has an answer, in the sentence that nqg gives; one that it does not
    list has none. unansq gives the words of some of the answers.
    """
    sentence_of = nqg_sentences(nqg, "dev")
    words_of = answer_words(unansq, "test")
    examples = []
    for example in read_squad(folder / "test-v2.0.json", "squad2_half"):
        key = normalised(example.question)
        sentence = sentence_of.get(key)
        if sentence is None:
            examples.append(example)
            continue
        found = locate(sentence, example.paragraph.text)
        if not found:
            continue
        answers = [
            (found[0][0] + start, found[0][0] + end)
            for start, end in locate(
                words_of.get(key, ""), example.paragraph.text[found[0][0] : found[0][1]]
            )
        ]
        examples.append(_in_sentence(example, found[0], answers))
    return examples


def _in_sentence(example: Example, sentence: Span, answers: list[Span]) -> Example:
    sentences = example.paragraph.sentences
    holding = tuple(
        number
        for number, (start, end) in enumerate(sentences)
        if min(end, sentence[1]) - max(start, sentence[0]) > 0.5 * (end - start)
    )
    first = answers[:1]
    if first:
        return answered(example.source, example.question, example.paragraph, first)
    return Example(example.source, example.question, example.paragraph, (), holding[:1])
