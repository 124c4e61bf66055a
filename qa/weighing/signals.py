"""What is known of a statement as an answer to a question: the signals that it is judged by."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.types import Hit
from qa.asked import Query, Sought
from qa.language.reasons import gives_reason
from qa.language.words import content_stems, name_vocabulary, name_words, stem
from qa.questions.given import asks_who_followed, given
from qa.questions.kinds import asks_why, expected_kind
from qa.questions.naming import may_name, prepared_once
from qa.questions.possible import may_be_of_kind
from qa.reader import Reading
from qa.weighing.participants import Participants
from qa.weighing.reading import best_probability
from qa.weighing.speaking import speaks, whose_words
from qa.weighing.statements import Statement, texts_of

OPEN, GIVEN = 0.65, 0.9
"""How far what is asked for openly counts as given, and a name, number or date that is there: most
near misses ask for one of these."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of one statement as an answer to one question; 0 to 1 where nothing else is
    said."""

    cosine: float
    """Of the embeddings of question and statement."""
    coverage: float
    """Share of the question's content words in the statement, rare words counting more."""
    context_coverage: float
    """The same, in the statement and what stands around it."""
    people: float
    """Share of the people named in the question whom the statement names, or its context where
    the statement leaves them open; 1 if none."""
    known: float
    """Share of the names in the question that occur in any of the passages; 1 if none."""
    kind: float
    """GIVEN if the statement holds the date, number or name that the question asks for, 1 if it
    gives a reason for "why" or the words of the one who is asked about; OPEN if the question asks
    for nothing of a recognisable kind. -1 if it asks for a date, a number or a length of time,
    which are surely known when they are met, and there is none."""
    possible: float
    """0 if nothing in the statement can be the date, number or duration asked for, or who came
    after or before somebody, or if it asks where a reason is asked for; else 1. Any other "who"
    may be answered by "the courts"."""
    reader: float = 0.0
    """Log odds, by the reader, that a sentence of the statement answers; / 8, at most 1."""
    passage: float = 0.0
    """The same for its passage as a whole."""
    passage_cosine: float = 0.0
    """Of the embeddings of question and passage."""
    among: float = 1.0
    """log(1 + statements read for the question) / log(101), at most 1: to be found among many says
    more than to be the best of a single paragraph, which was chosen by somebody else."""
    named: float = 1.0
    """0 if the question has a name that nothing in the passage, in what is stated of its article or
    around the statement may mean; else 1."""


def measure(
    query: Query,
    hits: Sequence[Hit],
    found: Sequence[Statement],
    cosines: NDArray[np.float32],
    readings: Sequence[Reading] = (),
    many: int | None = None,
) -> tuple[Signals, ...]:
    """The signals of each statement, in the order given; `readings` belong to the statements."""
    among = min(1.0, math.log1p(many or len(found)) / math.log1p(100))
    question = query.standalone
    texts = [statement.source.text for statement in found]
    rarity = _rarity(texts)
    asked = Counter(content_stems(question))
    everything = texts_of(found)
    vocabulary = name_vocabulary(everything)
    participants = Participants(question, everything)
    known = _known({word.text for word in name_words(question, known=vocabulary)}, everything)
    wanted = expected_kind(question)
    surely = None if wanted == "name" and not asks_who_followed(question) else wanted
    held = "reason" if asks_why(question) else wanted
    who = whose_words(question) if wanted is None else frozenset[str]()
    asked_names = [each for each in query.named if each.text in question]
    measured = []
    for index, (statement, cosine) in enumerate(
        zip(found, np.clip(cosines, 0.0, 1.0), strict=True)
    ):
        own = set(content_stems(statement.source.text))
        around = own | set(content_stems(statement.source.context))
        signals = Signals(
            cosine=float(cosine),
            coverage=_covered(asked, own, rarity),
            context_coverage=_covered(asked, around, rarity),
            people=participants.share(statement),
            known=known,
            passage_cosine=max(0.0, hits[statement.hit].cosine),
            named=float(all(_may_be_named(each, statement, hits) for each in asked_names)),
            among=among,
            kind=speaks(who, statement)
            if who
            else _holds(held, statement, question, vocabulary, participants.people),
            possible=float(
                not (held == "reason" and _only_asks(statement.source.text))
                and (surely is None or may_be_of_kind(surely, statement.source.text, question))
            ),
        )
        if readings:
            signals = replace(
                signals,
                reader=_log_odds(best_probability(statement, readings[index])),
                passage=_log_odds(readings[index].answerable),
            )
        measured.append(signals)
    return tuple(measured)


def _only_asks(text: str) -> bool:
    """Whether a statement asks, as in "We were puzzled: how can that be?", and gives no reason."""
    return "?" in text and not gives_reason(text)


def _may_be_named(name: Sought, statement: Statement, hits: Sequence[Hit]) -> bool:
    passage = hits[statement.hit].passage
    return may_name(prepared_once(f"{passage.header} {passage.text}"), name) or may_name(
        prepared_once(statement.source.context), name
    )


def _rarity(texts: Sequence[str]) -> dict[str, float]:
    """Inverse document frequency of each stem over the statements at hand."""
    counts = Counter(word for text in texts for word in set(content_stems(text)))
    return {word: math.log(1 + len(texts) / count) for word, count in counts.items()}


def _covered(asked: Counter[str], said: set[str], rarity: dict[str, float]) -> float:
    unseen = max(rarity.values(), default=1.0)
    weights = {word: rarity.get(word, unseen) for word in asked}
    total = sum(weights.values())
    return sum(w for word, w in weights.items() if word in said) / total if total else 0.0


def _known(names: Collection[str], texts: Sequence[str]) -> float:
    """Share of the names that a text has, or may have in another spelling: "Adebissi"."""
    said = {word for text in texts for word in content_stems(text)}
    known = [
        name
        for name in names
        if stem(name) in said
        or any(may_name(prepared_once(text), Sought(name, (name,), True)) for text in texts)
    ]
    return len(known) / len(names) if names else 1.0


def _holds(
    kind: str | None,
    statement: Statement,
    question: str,
    vocabulary: frozenset[str],
    people: frozenset[str],
) -> float:
    """How far the statement holds something of the kind asked for that the question does not."""
    if kind == "reason":
        return float(gives_reason(statement.source.text))
    if kind is None:
        return OPEN
    if given(kind, statement.source.text, question, vocabulary, people):
        return GIVEN
    return 0.0 if kind == "name" else -1.0


def _log_odds(probability: float) -> float:
    """Log odds / 8, kept within -1 and 1: beyond 1 in 3,000 there is nothing to tell apart."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return max(-1.0, min(1.0, math.log(bounded / (1 - bounded)) / 8))
