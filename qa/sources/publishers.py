"""Question + the library's publishers -> where it names which of them, and how sure that is.

A name is looked up under the spellings of `qa.sources.publisher_names`, longest first; how sure it
is that the words mean a publisher is told by `qa.sources.publisher_context`, and names in a list
share it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from qa.asked import Mention
from qa.language.words import Word, words
from qa.sources.publisher_context import CLOSING, OPENERS, Finding, judge, says_nothing_by_capitals
from qa.sources.publisher_names import LONGEST_NAME, Form, Spelling, spelling_key, spellings

LEAST_CERTAINTY = 0.2
"""Less sure than this, and the words are taken for ordinary ones."""

_LISTED = re.compile(
    rf"{CLOSING}(?:,|,? (?:and|or|as well as|versus|vs\.?)|\s?[/&])\s"
    rf"(?:(?:the|an?|both|another|also|by|from|in)\s)*[{OPENERS}]?",
    re.IGNORECASE,
)
_GAP = re.compile(r"[’']?\s?[-–—|·•»:/&+(]?\s?|\.")
_GAP_WITH_COMMA = re.compile(rf"{_GAP.pattern}|,\s")
"""What may stand between two words of one name; a comma only where the name itself has one."""


def publishers_named(question: str, publishers: Sequence[str]) -> tuple[Mention, ...]:
    """The publishers that a question names, in order, without overlap.

    Args:
        question: what is searched for; the offsets of the mentions count in it.
        publishers: full names, as the library's articles state them.
    """
    known = spellings(tuple(publishers))
    if not known:
        return ()
    asked = words(question)
    found = [
        judge(question, asked, first, stop, spelling)
        for first, stop, spelling in _matches(question, asked, known)
    ]
    return tuple(
        Mention(each.spelling.publishers, each.start, each.end, round(each.certainty, 3))
        for each in _listed_together(question, found)
        if each.certainty >= LEAST_CERTAINTY
    )


def _matches(
    question: str, asked: Sequence[Word], known: Mapping[str, Spelling]
) -> list[tuple[int, int, Spelling]]:
    """Runs of words that spell a publisher, first come first, the longest from each word."""
    found: list[tuple[int, int, Spelling]] = []
    keys = tuple(word.key for word in asked)
    longest = max(len(key) for key in known)
    first = 0
    while first < len(asked):
        best = None
        for stop in range(first + 1, min(first + LONGEST_NAME, len(asked)) + 1):
            key = spelling_key(keys[first:stop])
            if len(key) > longest:
                break
            spelling = known.get(key)
            if spelling and _is_one_name(question, asked[first:stop], spelling):
                best = (first, stop, spelling)
        if best:
            found.append(best)
        first = best[1] if best else first + 1
    return found


def _is_one_name(question: str, run: Sequence[Word], spelling: Spelling) -> bool:
    """Whether a run of words stands together as the spelling's words do."""
    if run[0].key == "and" or run[-1].key == "and":
        return False
    capitals = all(word.text.rstrip("’'s").isupper() for word in run)
    if spelling.form == Form.INITIALS and not (capitals or says_nothing_by_capitals(question)):
        return False
    gap = _GAP_WITH_COMMA if "," in spelling.text else _GAP
    return all(gap.fullmatch(question, one.end, other.start) for one, other in pairwise(run))


def _listed_together(question: str, found: Sequence[Finding]) -> list[Finding]:
    """Mentions with what is sure of one shared by those listed with it: "A, B, and C report"."""
    shared = list(found)
    for here in [*range(1, len(shared)), *reversed(range(1, len(shared)))]:
        one, other = shared[here - 1], shared[here]
        if _LISTED.fullmatch(question, one.end, other.start):
            context = 0.9 * max(one.context, other.context)
            for index, each in ((here - 1, one), (here, other)):
                if each.prior:
                    shared[index] = replace(each, context=max(each.context, context))
    return shared
