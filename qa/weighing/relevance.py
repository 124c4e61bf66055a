"""Does this statement answer this question? One plain function, `judge`.

A logistic model over a few signals that each mean something by themselves. The trained reader
gives two of them; where an installation carries none, the others decide with weights of their
own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.types import Hit
from qa.language.people import people_in, people_named, with_pronoun
from qa.language.reasons import gives_reason
from qa.language.words import (
    content_stems,
    masked,
    name_vocabulary,
    name_words,
    stem,
    words,
)
from qa.questions.given import asks_who_followed, given, may_be_of_kind
from qa.questions.kinds import asks_why, expected_kind
from qa.questions.naming import may_name, prepared_once
from qa.reader import Reader, Reading
from qa.types import Query, Sought
from qa.weighing.participants import Participants
from qa.weighing.speaking import speaks, whose_words
from qa.weighing.statements import Statement


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
    after or before somebody; else 1. Any other "who" may be answered by "the courts"."""
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


@dataclass(frozen=True, slots=True)
class Judgment:
    """One statement judged as an answer."""

    probability: float
    answer: str
    """The words of the statement most likely to be the answer; "" without a reader."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a logistic model: one weight for each signal, and the bias."""

    signals: tuple[float, ...]
    bias: float


# Fitted by `python -m qa.evaluation.calibration SQUAD_FILE MULTIHOP_FOLDER --questions 800`, with
# and without the reader; the biases and the weight of `named` are then set on the development
# halves of the seeds and news sets, where most questions are refused rightly or have the right
# statement first, the weight of `among` on SQuAD's questions asked of their paragraph alone
# (docs/log.md).
WITH_READER = Weights((3.2, 0.0, 1.4, 0.0, 0.0, 1.45, 0.0, 4.8, 2.0, 2.9, 2.0, 1.75), -8.07)
WITHOUT_READER = Weights((6.8, 3.0, 2.05, 0.0, 0.0, 2.05, 0.0, 0.0, 0.0, 2.55, 1.5, 1.75), -11.8)


OPEN, GIVEN = 0.65, 0.9
"""How far what is asked for openly counts as given, and a name, number or date that is there: most
near misses ask for one of these."""
LEAST_KNOWN = 0.5
"""With more of its names unknown to every passage, a question is about something else."""


def judge(
    query: Query,
    hits: Sequence[Hit],
    found: Sequence[Statement],
    cosines: NDArray[np.float32],
    reader: Reader | None = None,
    many: int | None = None,
) -> tuple[Judgment, ...]:
    """Judge each statement of the hits as an answer to the query, in the order given.

    Args:
        cosines: of the embeddings of the question and each statement, shape (len(found),).
        many: how many statements were read for the question, where `found` are not all.
    """
    readings = read(query, hits, found, reader)
    weights = WITH_READER if reader else WITHOUT_READER
    measured = measure(query, hits, found, cosines, readings, many)
    answers = [
        _answer_words(statement, hits[statement.hit], reading)
        for statement, reading in zip(found, readings, strict=False)
    ]
    return tuple(
        Judgment(_logistic(signals, weights), answer)
        for signals, answer in zip(measured, answers or [""] * len(found), strict=True)
    )


def ruled_out(signals: Signals) -> bool:
    """Whether a statement is about other people, or cannot be or know what is asked for."""
    return signals.people < 1 or not signals.possible or signals.known < LEAST_KNOWN


def _logistic(signals: Signals, weights: Weights) -> float:
    """The probability; 0 where a signal rules the statement out whatever the others say."""
    if ruled_out(signals):
        return 0.0
    total = sum(w * v for w, v in zip(weights.signals, astuple(signals), strict=True))
    return 1.0 / (1.0 + math.exp(-(total + weights.bias)))


def read(
    query: Query, hits: Sequence[Hit], found: Sequence[Statement], reader: Reader | None
) -> tuple[Reading, ...]:
    """What the reader makes of the passage of each statement; empty without a reader.

    An article names two people once and then says "they" or "the two leaders", which the reader
    does not resolve. So a question about a pair is read a second time with "they" for them, and
    that reading counts for statements that do not name both, where it is the better one.
    """
    if reader is None:
        return ()
    passages = [hit.passage for hit in hits]
    texts = _without_datelines(hits, found)
    sentences = [[(a - p.start, b - p.start) for a, b in p.sentences] for p in passages]
    labels = [hit.article.label for hit in hits]
    people = people_in(_texts(found))
    plain = reader.read(query.standalone, texts, sentences, labels)
    pronoun = with_pronoun(query.standalone, people)
    if pronoun == query.standalone:
        return tuple(plain[statement.hit] for statement in found)
    asked = {word.key for name in people_named(query.standalone, people) for word in words(name)}
    open_ = reader.read(pronoun, texts, sentences, labels)
    chosen = []
    for statement in found:
        first, second = plain[statement.hit], open_[statement.hit]
        names_all = asked <= {word.key for word in words(statement.source.text)}
        better = _best(statement, second) > _best(statement, first)
        chosen.append(second if better and not names_all else first)
    return tuple(chosen)


def _without_datelines(hits: Sequence[Hit], found: Sequence[Statement]) -> list[str]:
    """The passages' texts, blank where no statement has a sentence's beginning: a dateline.

    Otherwise "WEXLEY, England, May 17 -" is the reader's answer to "where" and "who".
    """
    texts = [hit.passage.text for hit in hits]
    for each in found:
        passage = hits[each.hit].passage
        begins = passage.sentences[each.sentences[0]][0]
        if begins < each.source.start:
            span = (begins - passage.start, each.source.start - passage.start)
            texts[each.hit] = masked(texts[each.hit], [span])
    return texts


def _texts(found: Sequence[Statement]) -> list[str]:
    return [text for each in found for text in (each.source.text, each.source.context)]


def _best_sentence(statement: Statement, reading: Reading) -> int:
    return max(statement.sentences, key=lambda index: reading.sentence_probabilities[index])


def _best(statement: Statement, reading: Reading) -> float:
    return reading.sentence_probabilities[_best_sentence(statement, reading)]


def _answer_words(statement: Statement, hit: Hit, reading: Reading) -> str:
    start, end = reading.sentence_spans[_best_sentence(statement, reading)]
    return hit.passage.text[start:end]


def _log_odds(probability: float) -> float:
    """Log odds / 8, kept within -1 and 1: beyond 1 in 3,000 there is nothing to tell apart."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return max(-1.0, min(1.0, math.log(bounded / (1 - bounded)) / 8))


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
    everything = _texts(found)
    vocabulary = name_vocabulary(everything)
    participants = Participants(question, everything)
    known = _known({word.text for word in name_words(question, known=vocabulary)}, everything)
    wanted = expected_kind(question)
    may_be = wanted == "name" and not asks_who_followed(question)
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
                wanted is None or may_be or may_be_of_kind(wanted, statement.source.text, question)
            ),
        )
        if readings:
            signals = replace(
                signals,
                reader=_log_odds(_best(statement, readings[index])),
                passage=_log_odds(readings[index].answerable),
            )
        measured.append(signals)
    return tuple(measured)


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
