"""Whether a draft, though its evidence says it, still answers the question as its evidence does."""

from __future__ import annotations

import re
from itertools import pairwise

from qa.checks.speech import LONG_QUOTATION, QUOTED, speakers
from qa.language.reasons import reasons_in
from qa.language.words import content_stems, numbers, words
from qa.questions.given import given, of_kind
from qa.questions.kinds import asks_why, expected_kind, kinds_asked

KEPT_INFORMATION = 0.5
"""Share of what the evidence adds to the question that a draft must keep."""


def lost_information(draft: str, evidence: str, question: str, answer: str = "") -> tuple[str, ...]:
    """Why a draft, though true, is not an answer: it lost what was asked, or only echoes it.

    Where the reader names the words that answer, those must be there; without it, everything of
    the kind that was asked for, or half of what the evidence adds to the question. What the
    evidence has of the question's own words stays as well: they say what it is an answer to.
    """
    stems = content_stems(draft)
    said = set(stems)
    if len(stems) < 2:
        return ("too short to say anything",)
    reasons = []
    if draft.endswith("?"):
        reasons.append("asks instead of answering")
    if not re.search(r"[.!?][”\"]?$", draft) or _repeats(draft):
        reasons.append("cut short or repeating itself")
    quotations = [part for part in QUOTED.findall(evidence) if len(part.split()) >= LONG_QUOTATION]
    spoken = {stem for part in quotations for stem in content_stems(part)}
    if spoken and speakers(evidence) and not spoken & said:
        reasons.append("tells that someone spoke, but not what was said")
    asked = set(content_stems(question)) & set(content_stems(evidence))
    if not asked <= said:
        reasons.append("loses words of the question")
    kind = expected_kind(question)
    for each in sorted(kinds_asked(question)):
        told = answer if each == kind and answer else evidence
        if not of_kind(each, told) <= of_kind(each, draft):
            reasons.append(f"loses a {each} that the evidence gives")
    wanted = given(kind, evidence, question) if kind else set()
    if kind and wanted and not wanted & given(kind, draft, question):
        reasons.append(f"loses every {kind} that answers")
    if _ASKS_CHANGE.search(question):
        if not numbers(evidence) <= numbers(draft):
            reasons.append("loses a number that a change is told by")
        if not _compared(evidence) <= {word.key for word in words(draft)}:
            reasons.append("loses what a figure is compared with")
    if asks_why(question) and reasons_in(draft) < reasons_in(evidence):
        reasons.append("loses a reason that the evidence gives")
    if not set(content_stems(answer)) <= said:
        reasons.append("loses the words that answer")
    added, kept = (_added(text, question) for text in (evidence, draft))
    if kind is None and len(kept & added) < KEPT_INFORMATION * len(added):
        reasons.append("loses most of what the evidence says")
    return tuple(reasons)


_ASKS_CHANGE = re.compile(
    r"\b(?:by )?how (?:far|much|many)\b[^?]*\b(?:changed?|climb(?:ed)?|declined?|decreased?"
    r"|dropped|drop|expand(?:ed)?|fall(?:en)?|fell|gained?|gr[eo]wn?|increased?|jump(?:ed)?"
    r"|plunged?|ris(?:e|en)|rose|shrank|shrink|shrunk|slump(?:ed)?|soar(?:ed)?|surged?)\b",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?:(?:down|up)\sfrom|compared\s(?:to|with)|versus)\s(?:[^,;:()—–]|,(?=\d{3}))*", re.I
)


def _compared(text: str) -> set[str]:
    """The words, normalised, that compare figures in a text: "up from 610 million in 2024"."""
    return {
        word.key
        for found in _COMPARED.finditer(text)
        if numbers(found.group())
        for word in words(found.group())
    }


def _added(text: str, question: str) -> set[str]:
    """Content words of a text that the question did not already say: what it adds."""
    return set(content_stems(text)) - set(content_stems(question))


def _repeats(draft: str) -> bool:
    stems = content_stems(draft)
    pairs = list(pairwise(stems))
    return len(set(pairs)) < len(pairs) - 1
