"""Does a statement give another figure than is asked for, or a figure that answers nothing?"""

from __future__ import annotations

import re

from qa.checks.speech import spoken
from qa.language.closed_words import NAMED_PEOPLE, SPEECH_VERBS, TITLES
from qa.language.figure_words import states_named, states_told
from qa.language.figures import figures
from qa.language.words import masked, proper_names, words
from qa.questions.given import given
from qa.questions.kinds import expected_kind

_SAYING = SPEECH_VERBS | frozenset("estimate expect predict".split())
_MAY_BE_MEANT = frozenset("he she it they his her its their i we my our us".split())
_COUNTED_KINDS = ("number", "duration", "date")
_WAS = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.I)
_NOT_YET = re.compile(
    r"\b(?:can|could|(?-i:may)|might|would|should|will|if|expect\w*|fac(?:ed|ing)|going to|hop\w+"
    r"|likely|plan(?:s|ned|ning)?|possib\w+|potential\w*|threat\w*)\b",
    re.I,
)
_POSSIBLE = re.compile(
    r"\b(?:could(?! (?:not|no|only|hear|see|feel|smell)\b)|might|may|if)\b"
    r"(?:(?! (?:and|but|when|after|before|until|because)\b)(?:[^,;.]|(?<=\d)[,.](?=\d)))*"
)
"""To the end of its clause; "May" is a month, and what somebody could hear, somebody heard."""


def gives_other_figures(question: str, text: str) -> bool:
    """Whether what could be, who else is counted, or who only speaks is all that a text gives."""
    return (
        _is_only_possible(question, text)
        or _counts_others(question, text)
        or _only_speaks(question, text)
    )


def _is_only_possible(question: str, text: str) -> bool:
    """Whether a text gives only what could be of what is asked for, and it is asked what was.

    "He could face 20 years" does not say to how many years he was sentenced.
    """
    kind = expected_kind(question)
    if kind not in _COUNTED_KINDS or _NOT_YET.search(question) or not _WAS.search(question):
        return False
    certain = _POSSIBLE.sub("", text)
    return (
        certain != text and bool(given(kind, text, question)) and not given(kind, certain, question)
    )


def _counts_others(question: str, text: str) -> bool:
    """Whether all that a text counts are those whom something else befell than is asked about."""
    if expected_kind(question) != "number":
        return False
    asked = states_named(question)
    return (
        bool(asked) and not asked & states_told(text) and any(each.state for each in figures(text))
    )


def _only_speaks(question: str, text: str) -> bool:
    """Whether somebody whose figures are asked for does no more than say what a text tells.

    "It will cost 90 euros, Chief Executive Petra Novak said" does not say what she earns. Of what
    speaks without a title, mostly a company, and of "he" or "we" much may be told.
    """
    if expected_kind(question) not in _COUNTED_KINDS or _SAYING & {w.key for w in words(question)}:
        return False
    names = [words(name)[-1].text for name in proper_names(question)]
    if not names or _MAY_BE_MEANT & {word.key for word in words(text)}:
        return False
    clauses = [match.span("all") for match in spoken(text) if _has_title(match["speaker"])]
    outside = masked(text, clauses)
    return any(name in text for name in names) and not any(name in outside for name in names)


def _has_title(speaker: str) -> bool:
    return any(word.key in TITLES | NAMED_PEOPLE for word in words(speaker))
