"""A question to put to the product, and what is known of its right answer."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import ANYWHERE, Article, Filters, Span
from qa.evaluation.questions import Question
from qa.types import Turn

SEED = 20240418


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of gold evidence: something that a right answer stands on."""

    paths: frozenset[str]
    """Articles that state it, any of which may be cited; none where the data set holds none."""
    places: tuple[Span, ...] = ()
    """Every place in the text of that article; none where only the article is known."""


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    question: str
    answerable: bool
    kind: str = ""
    """The data set's own division of its questions; "" where it has none."""
    answers: tuple[str, ...] = ()
    """Gold answers, any of which is right. Where a set has some, those of a question without an
    answer are ("",): to say nothing is right. () where a set has none."""
    verbatim: bool = True
    """Whether gold answers are words to be found in the articles (a name), not judgments on them
    ("yes")."""
    pieces: tuple[Piece, ...] = ()
    at_least: int = 0
    """How many of the pieces a whole answer stands on."""
    history: tuple[Turn, ...] = ()
    within: Filters = ANYWHERE
    marked_as: Question | None = None
    """In a set of questions with facts: the question, whose facts tell right from wrong."""


@dataclass(frozen=True, slots=True)
class CaseSet:
    name: str
    format: str
    """What its file is called in messages: "SQuAD 2.0"."""
    cases: tuple[Case, ...]
    articles: tuple[Article, ...] | None
    """What is searched; None where that is a folder of the user's."""
    corpus_hash: str
    """SHA-256 of what the articles are read from, hexadecimal; "" where that is a folder."""
    hash: str
    """SHA-256 of everything that was read."""
    locates: bool
    """Whether gold evidence is located sentence by sentence, and not by article alone."""
    notes: tuple[str, ...] = ()
    """What whoever reads the figures should know of the data, one line each."""


def draw(cases: Sequence[Case], limit: int | None, seed: int = SEED) -> tuple[Case, ...]:
    """A sample with the set's own share of unanswerable questions, in the set's order.

    Of questions of both sorts at least one is drawn, if two may be. A larger sample with the same
    seed holds a smaller one but for rounding, so that what was answered for it can be used again.
    """
    if limit is None or limit >= len(cases):
        return tuple(cases)
    answerable = [number for number, case in enumerate(cases) if case.answerable]
    others = [number for number, case in enumerate(cases) if not case.answerable]
    wanted = round(limit * len(answerable) / len(cases))
    if answerable and others and limit > 1:
        wanted = min(max(wanted, 1), limit - 1)
    generator = random.Random(seed)
    for stratum in (answerable, others):
        generator.shuffle(stratum)
    drawn = sorted(answerable[:wanted] + others[: limit - wanted])
    return tuple(cases[number] for number in drawn)
