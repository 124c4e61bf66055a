"""Does the evidence say this sentence? The one gate between a draft and the reader.

`check_sentence` is a plain function on text, so that a trained checker can join it. The checks
are exact and conservative: a draft that loses is replaced by the article's own words, so a false
alarm costs a little fluency while a miss costs a wrong citation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.checks.attribution import lost_speaker
from qa.checks.counts import foreign_counts, foreign_numbers
from qa.checks.differing import tells_otherwise
from qa.checks.modality import changed_hedge, changed_negation, negations, opposed
from qa.checks.quoting import false_quotation, lost_quotation
from qa.checks.reading import LONGEST, read
from qa.checks.reservations import lost_reservation
from qa.checks.roles import changed_voice, inserted, misplaced
from qa.checks.scope import widened
from qa.checks.speech import QUOTED, attributions, foreign_speaker, speakers
from qa.checks.wholeness import not_whole
from qa.language.closed_words import (
    FIRST_PERSON,
    FUNCTION_WORDS,
    MONTHS,
    NEGATIONS,
    PLAIN_LINKS,
    TITLES,
    WEEKDAYS,
)
from qa.language.quotations import speaker_after
from qa.language.words import content_stems, is_content, name_words, numbers, stem, words

__all__ = ["QUOTED", "Check", "check_sentence", "exact_reasons", "speakers", "supports"]


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of checking one sentence; `reasons` is empty exactly when it passed."""

    reasons: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.reasons


def check_sentence(sentence: str, evidence: str, *, context: str = "", question: str = "") -> Check:
    """Check that a drafted sentence says nothing but what its evidence says.

    Args:
        sentence: one drafted sentence, without citation markers.
        evidence: the article's own words that will be cited for it.
        context: what stands around the evidence in its article (title, date, sentences before).
            It resolves references, so a name or word may come from it only when the question
            supplies it too.
        question: the standalone question.

    Returns:
        A Check that lists every reason for refusing the sentence.
    """
    evidence = speaker_after(evidence)
    if len(read(evidence).tokens) > LONGEST:
        return Check((TOO_LONG,))
    reasons = (
        _foreign_words(sentence, evidence, context, question),
        _foreign_links(sentence, evidence, question),
        inserted(sentence, evidence),
        _first_person(sentence),
    )
    exact = exact_reasons(sentence, evidence)
    return Check((*exact, *(reason for reason in reasons if reason)))


TOO_LONG = f"the evidence has more than {LONGEST} words and is only quoted"


def exact_reasons(sentence: str, evidence: str) -> tuple[str, ...]:
    """Why a sentence is refused for what no rewording may change (qa.checks).

    All of check_sentence but words that the evidence has not: those refuse every rewording.
    """
    found = (check(sentence, evidence) for check in _EXACT)
    return tuple(reason for reason in found if reason)


_EXACT = (
    foreign_numbers,
    foreign_counts,
    changed_negation,
    opposed,
    changed_hedge,
    changed_voice,
    lost_speaker,
    foreign_speaker,
    false_quotation,
    lost_quotation,
    misplaced,
    widened,
    lost_reservation,
    not_whole,
)


def supports(claim: str, source: str, *, context: str = "", question: str = "") -> bool:
    """Whether another article's statement says what a shown sentence says, and may be cited too.

    For statements that are near in meaning already: most content words of the claim must be
    there, with and without names, all its numbers, as many negations, and the people or places
    that the claim or the question names, these at least in the context: two leaders agreeing are
    not any two leaders agreeing. What only says who speaks says nothing of the matter, but whom
    the claim names as speaking must speak in the source. "Novak sued Kral" is not "Kral sued
    Novak", nor on Monday what is on Tuesday, and what "may" be so is not said to be.
    """
    claimed, said = set(content_stems(claim)), set(content_stems(source))
    if not claimed or not numbers(claim) <= numbers(source):
        return False
    if negations(claim) != negations(source):
        return False
    around = said | set(content_stems(context))
    names = {stem(word.text) for text in (claim, question) for word in name_words(text)}
    if len(names & around) < SHARED_NAMES * len(names):
        return False
    if len(claimed & (said | (names & around))) < SHARED_WORDS * len(claimed):
        return False
    heard = {each for speaker in speakers(source) for each in _who(speaker)} or said
    if any(heard.isdisjoint(_who(speaker)) for speaker in speakers(claim)):
        return False
    told, matter = (set(_matter(text)) - names for text in (claim, source))
    return len(told & matter) >= SHARED_WORDS * len(told) and not tells_otherwise(claim, source)


def _who(speaker: str) -> set[str]:
    """The stems of a speaker's words, titles left aside where there are others."""
    content = [word for word in words(speaker) if is_content(word)]
    return {stem(word.text) for word in content if word.key not in TITLES} or {
        stem(word.text) for word in content
    }


def _matter(text: str) -> Iterator[str]:
    """The content stems of a text outside of the clauses that say who speaks."""
    reading = read(text)
    spoken = {index for start, end in attributions(reading) for index in range(start, end)}
    for index, token in enumerate(reading.tokens):
        if token.content and index not in spoken:
            yield stem(token.text)


SHARED_WORDS = 0.62
"""Least share of a claim's content words in a second source: of the pairs of statements in the
seeds that are near in meaning, those that say the same share .69 or more, the others .52 or less
(docs/log.md)."""
SHARED_NAMES = 0.75


def _foreign_words(sentence: str, evidence: str, context: str, question: str) -> str:
    """Content words that neither the evidence nor (question and context together) supplies."""
    allowed = set(content_stems(evidence))
    allowed |= set(content_stems(context)) & set(content_stems(question))
    if speakers(evidence):
        allowed |= {stem(word) for word in ("said", "says", "according")}
    dates = {*MONTHS, *WEEKDAYS}
    evidence_dates = {token.key for token in read(evidence).tokens} & dates
    allowed |= {token.root for token in read(evidence).tokens if token.content}
    foreign = []
    for token in read(sentence).tokens:
        if not token.content or token.key in NEGATIONS:
            continue
        if token.key in dates:
            if token.key not in evidence_dates:
                foreign.append(token.text)
        elif token.root not in allowed:
            foreign.append(token.text)
    return f"words not in the evidence: {', '.join(foreign)}" if foreign else ""


def _foreign_links(sentence: str, evidence: str, question: str) -> str:
    """Prepositions and conjunctions carry meaning: "through talks" is not "such as talks"."""
    allowed = {word.key for text in (evidence, question) for word in words(text)} | PLAIN_LINKS
    if speakers(evidence):
        allowed |= {"according", "to"}
    linking = (word for word in words(sentence) if word.key in FUNCTION_WORDS)
    foreign = [word.text for word in linking if word.key not in allowed]
    return f"links not in the evidence: {', '.join(foreign)}" if foreign else ""


def _first_person(sentence: str) -> str:
    outside = QUOTED.sub(" ", sentence)
    found = [
        word.text
        for word in words(outside)
        if word.key in FIRST_PERSON and not (word.text.isupper() and len(word.text) > 1)
    ]
    return f"speaks in the first person: {', '.join(found)}" if found else ""
