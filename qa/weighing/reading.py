"""What the trained reader makes of each statement in its passage."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Hit
from qa.asked import Query
from qa.language.people import people_in, people_named, with_pronoun
from qa.language.words import masked, words
from qa.reader import Reader, Reading
from qa.weighing.statements import Statement, texts_of


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
    people = people_in(texts_of(found))
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
        better = best_probability(statement, second) > best_probability(statement, first)
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


def _best_sentence(statement: Statement, reading: Reading) -> int:
    return max(statement.sentences, key=lambda index: reading.sentence_probabilities[index])


def best_probability(statement: Statement, reading: Reading) -> float:
    """The probability of the sentence of the statement that answers best."""
    return reading.sentence_probabilities[_best_sentence(statement, reading)]


def answer_words(statement: Statement, hit: Hit, reading: Reading) -> str:
    """The words of that sentence most likely to be the answer."""
    start, end = reading.sentence_spans[_best_sentence(statement, reading)]
    return hit.passage.text[start:end]
