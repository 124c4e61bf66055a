"""Publishers whose report a question asks for and that no article here is by.

"An ESPN article", "as reported by Bloomberg": what only they are said to tell, no other article can
be cited for. That the words name a publisher is sure in "an article by"; elsewhere they may name
what an article is about ("the Novak article", "a UN report"), so there a name counts only if no
passage found has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa.asked import Mention
from qa.language.closed_words import MONTHS, TITLES, WEEKDAYS
from qa.language.words import words

CERTAINTY = 0.9

_NAME = (
    r"(?P<name>(?:[A-Z][\w.&’'-]*(?<![.’'-])|[A-Z]\w*\.)"
    r"(?: (?:(?:of|and|&|for) (?:the )?)?[A-Z][\w.&-]*(?<![.-]))*)"
)
_PIECE = r"(?:articles?|op-eds?|editorials?)"
_REPORT = (
    rf"(?:{_PIECE}|pieces?|columns?|reports?|stor(?:y|ies)|coverage|reviews?|features?|analys[ei]s"
    r"|surveys?)"
)
_REPORTED = (
    r"(?:analy[sz]ed|described|detailed|discussed|highlighted|mentioned|noted|published|reported)"
)
_OPENING = r"(?:(?:the|both) )*[\"'‘“]?"
_SURE = (
    re.compile(rf"\b(?:{_PIECE}|another)(?: published)? (?:by|from) {_OPENING}{_NAME}"),
    re.compile(
        rf"\b(?:an|another|one) (?:article|piece|op-ed|editorial|column) in {_OPENING}{_NAME}"
    ),
    re.compile(rf"\b(?:an?|another|one) [\"'‘“]?{_NAME}[\"'’”]? {_PIECE}\b"),
)
_UNSURE = (
    re.compile(rf"\b(?:{_REPORT}|another)(?: published)? (?:by|from|in) {_OPENING}{_NAME}"),
    re.compile(rf"\b{_REPORTED} by {_OPENING}{_NAME}"),
    re.compile(
        r"\b(?:an?|the|another|one|both|recent|separate|two|from|in) "
        rf"[\"'‘“]?{_NAME}[\"'’”]? {_REPORT}\b"
    ),
)
_NO_PUBLISHERS = frozenset(MONTHS) | frozenset(WEEKDAYS) | TITLES


def publishers_lacking(
    question: str, known: Sequence[Mention], texts: Iterable[str]
) -> tuple[Mention, ...]:
    """Mentions of publishers that are none of the library's, in order, without overlap.

    Args:
        known: mentions of the library's own publishers.
        texts: the passages found for the question, with what is stated of their articles.
    """
    taken = [(each.start, each.end) for each in known]
    everything = " ".join(texts)
    found: list[Mention] = []
    for patterns, sure in ((_SURE, True), (_UNSURE, False)):
        for match in (match for pattern in patterns for match in pattern.finditer(question)):
            start, end = match.span("name")
            name = match["name"].removeprefix("The ")
            if any(start < last and first < end for first, last in taken):
                continue
            if words(name)[0].key in _NO_PUBLISHERS or (not sure and name in everything):
                continue
            taken.append((start, end))
            found.append(Mention((), start, end, CERTAINTY))
    return tuple(sorted(found, key=lambda each: each.start))
