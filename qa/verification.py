"""Does the evidence say this sentence? The one gate between a draft and the reader.

`check_sentence` is a plain function on text, so that a trained checker can join it. The checks
are exact and conservative: a draft that loses is replaced by the article's own words, so a false
alarm costs a little fluency while a miss costs a wrong citation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.closed_words import (
    FIRST_PERSON,
    FUNCTION_WORDS,
    HEDGES,
    MONTHS,
    NEGATIONS,
    PLAIN_LINKS,
    SPEECH_VERBS,
    WEEKDAYS,
)
from qa.words import content_stems, is_content, name_words, normalise, numbers, stem, words

QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_NEGATED = re.compile(r"n[’']t$")


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
    reasons = (
        _foreign_numbers(sentence, evidence),
        _foreign_words(sentence, evidence, context, question),
        _foreign_links(sentence, evidence, question),
        _reordered_names(sentence, evidence),
        _changed_negation(sentence, evidence),
        _lost_hedge(sentence, evidence),
        _lost_speaker(sentence, evidence),
        _false_quotation(sentence, evidence),
        _first_person(sentence),
    )
    return Check(tuple(reason for reason in reasons if reason))


def supports(claim: str, source: str, *, context: str = "", question: str = "") -> bool:
    """Whether another article's statement says what a shown sentence says, and may be cited too.

    For statements that are near in meaning already: most content words of the claim must be
    there, all its numbers, as many negations, and the people or places that the claim or the
    question names, these at least in the context: two leaders agreeing are not any two leaders
    agreeing.
    """
    claimed, said = set(content_stems(claim)), set(content_stems(source))
    if not claimed or not numbers(claim) <= numbers(source):
        return False
    if _negations(claim) != _negations(source):
        return False
    around = said | set(content_stems(context))
    names = {stem(word.text) for text in (claim, question) for word in name_words(text)}
    if len(names & around) < SHARED_NAMES * len(names):
        return False
    return len(claimed & (said | (names & around))) >= SHARED_WORDS * len(claimed)


SHARED_WORDS = 0.62
"""Least share of a claim's content words in a second source: of the pairs of statements in the
seeds that are near in meaning, those that say the same share .69 or more, the others .52 or less
(docs/log.md)."""
SHARED_NAMES = 0.75


def _foreign_numbers(sentence: str, evidence: str) -> str:
    foreign = numbers(sentence) - numbers(evidence)
    return f"numbers not in the evidence: {', '.join(sorted(foreign))}" if foreign else ""


def _foreign_words(sentence: str, evidence: str, context: str, question: str) -> str:
    """Content words that neither the evidence nor (question and context together) supplies."""
    allowed = set(content_stems(evidence))
    allowed |= set(content_stems(context)) & set(content_stems(question))
    if speakers(evidence):
        allowed |= {stem(word) for word in ("said", "says", "according")}
    dates = {*MONTHS, *WEEKDAYS}
    evidence_dates = {word.key for word in words(evidence)} & dates
    foreign = []
    for word in words(sentence):
        if not is_content(word) or word.key in NEGATIONS:
            continue
        if word.key in dates:
            if word.key not in evidence_dates:
                foreign.append(word.text)
        elif stem(word.text) not in allowed:
            foreign.append(word.text)
    return f"words not in the evidence: {', '.join(foreign)}" if foreign else ""


def _foreign_links(sentence: str, evidence: str, question: str) -> str:
    """Prepositions and conjunctions carry meaning: "through talks" is not "such as talks"."""
    allowed = {word.key for text in (evidence, question) for word in words(text)} | PLAIN_LINKS
    if speakers(evidence):
        allowed |= {"according", "to"}
    linking = (word for word in words(sentence) if word.key in FUNCTION_WORDS)
    foreign = [word.text for word in linking if word.key not in allowed]
    return f"links not in the evidence: {', '.join(foreign)}" if foreign else ""


def _reordered_names(sentence: str, evidence: str) -> str:
    """Names that both texts hold must come in the same order: who did it to whom."""
    known = {word.key for word in name_words(evidence)}
    order = [word.key for word in words(evidence) if word.key in known]
    told = [word.key for word in words(sentence) if word.key in known]
    position = 0
    for name in dict.fromkeys(told):
        try:
            position = order.index(name, position)
        except ValueError:
            return f"names in another order than the evidence: {', '.join(dict.fromkeys(told))}"
    return ""


def _negations(text: str) -> int:
    found = words(text)
    return sum(word.key in NEGATIONS or bool(_NEGATED.search(word.text.lower())) for word in found)


def _changed_negation(sentence: str, evidence: str) -> str:
    if _negations(sentence) != _negations(evidence):
        return "a negation added or lost"
    return ""


def _lost_hedge(sentence: str, evidence: str) -> str:
    said = {stem(word.text) for word in words(sentence)}
    hedges = {word.key: stem(word.text) for word in words(evidence) if word.key in HEDGES}
    lost = [key for key, root in hedges.items() if root not in said]
    return f"hedges lost: {', '.join(lost)}" if lost else ""


def _lost_speaker(sentence: str, evidence: str) -> str:
    """A reported statement keeps everyone who says so: "Lee said, according to the ministry"."""
    said = {stem(word.text) for word in words(sentence)}
    told = speakers(evidence)
    for speaker in told:
        if not any(stem(word.text) in said for word in words(speaker) if is_content(word)):
            return f"the speaker is lost: {speaker}"
    if told and not any(w.key in SPEECH_VERBS or w.key == "according" for w in words(sentence)):
        return "reported speech turned into fact"
    return ""


_SAYS = rf"(?P<verb>{'|'.join(sorted(SPEECH_VERBS))})"
_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<speaker>[^,.;“”\"]+)")
_AFTER_SPEECH = re.compile(rf"[,?!][”\"]?\s*(?P<speaker>[^,.“”\"]{{2,80}}?)\s+{_SAYS}\b[^“\"]*$")
_BEFORE_SPEECH = re.compile(
    rf"^(?P<speaker>[^,.;“”\"]{{2,80}}?)\s+{_SAYS}\b(?:\s+(?:that|how|on)\b|,?\s*[“\"])"
)


def speakers(text: str) -> tuple[str, ...]:
    """Who is speaking in a sentence of reported speech, in its own words; empty if nobody is."""
    found = (pattern.search(text) for pattern in (_ACCORDING, _AFTER_SPEECH, _BEFORE_SPEECH))
    named = [match["speaker"].strip() for match in found if match]
    return tuple(dict.fromkeys(n for n in named if any(is_content(word) for word in words(n))))


def _false_quotation(sentence: str, evidence: str) -> str:
    plain = _plain(evidence)
    false = [quote for quote in QUOTED.findall(sentence) if _plain(quote) not in plain]
    return f"not the article's own words: {'; '.join(false)}" if false else ""


def _plain(text: str) -> str:
    return " ".join(normalise(word.text) for word in words(text))


def _first_person(sentence: str) -> str:
    outside = QUOTED.sub(" ", sentence)
    found = [
        word.text
        for word in words(outside)
        if word.key in FIRST_PERSON and not (word.text.isupper() and len(word.text) > 1)
    ]
    return f"speaks in the first person: {', '.join(found)}" if found else ""
