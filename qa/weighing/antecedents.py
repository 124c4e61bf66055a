"""A statement that opens with "he" or "this feeling", with the sentence before it that says who or
what is meant.

What is quoted should be understood without the article: "He is expected to resign" is not, unless
the question names him, and behind another sentence "This feeling is hers" would mean what that one
tells. Coreference is not resolved here, which would put words into a quotation; the quotation
begins earlier instead.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import dropwhile

from index.sentences import split_sentences
from index.types import Span
from qa.language.closed_words import (
    AUXILIARIES,
    FUNCTION_WORDS,
    SPEECH_VERBS,
    TIME_UNITS,
    TIME_WORDS,
)
from qa.language.moods import states_nothing
from qa.language.people import people_in, people_named
from qa.language.quotations import is_closed
from qa.language.words import Word, proper_names, words
from qa.types import Source

LONGEST = 320
"""Characters that may be quoted before a statement."""
MOST = 2
"""Sentences that may be quoted before it."""
BEFORE = 1000
"""Characters before a statement that are looked at."""

_PERSONAL = frozenset("he she his her him hers".split())
_OPENING = _PERSONAL | frozenset("it its they their theirs".split())
_POINTING = frozenset("this that these those such".split())
_ENDS = re.compile(r"[.?!…:;][”\"’')\]]*\s*$(?<!\bA:\s)(?<!\bAnswer:\s)")
_LEADS = frozenset("and but so still then though yet".split())
_SAYS = "|".join(sorted(SPEECH_VERBS))
_SPEAKS = re.compile(rf"[,?!][”\"]\s+(?P<who>he|she|they)\s+(?:{_SAYS})\b", re.I)


def with_antecedent(source: Source, question: str) -> Source:
    """The source, beginning with the sentence that says who "he" is where only that does.

    As it is where no pronoun opens it, where the question names whom it most likely means, and
    where what stands before is long, no statement, part of a quotation, or, for "it" and "they",
    which may mean anything, of another paragraph.
    """
    pronoun = _open_pronoun(source.text)
    if not pronoun:
        return source
    text = source.article.text
    before = _sentences_before(source)
    for count in range(1, MOST + 1):
        if len(before) < count:
            return source
        start = before[-count][0]
        told = text[start : source.start]
        if pronoun not in _PERSONAL and "\n" in told:
            return source
        if len(told) > LONGEST or states_nothing(text[slice(*before[-count])]):
            return source
        if _open_pronoun(told):
            continue
        known = pronoun not in _POINTING and _is_known(pronoun, told, question, text)
        if known or not is_closed(told):
            return source
        return replace(source, start=start, text=text[start : source.end])
    return source


def _open_pronoun(text: str) -> str:
    """The pronoun that a text opens with, or whose words it tells; "" if there is none."""
    told = dropwhile(lambda word: word.key in _LEADS, words(text))
    first, following = next(told, None), next(told, None)
    if first and (first.key in _OPENING or _points(first, following)):
        return first.key
    speaks = _SPEAKS.search(text)
    return speaks["who"].lower() if speaks else ""


def _points(first: Word, following: Word | None) -> bool:
    """Whether a sentence opens with "this feeling" or "that was", not "this week" or "that he"."""
    if first.key not in _POINTING or following is None or following.capital:
        return False
    key = following.key.removesuffix("'s")
    return key in AUXILIARIES or key not in FUNCTION_WORDS | TIME_UNITS | TIME_WORDS


def _sentences_before(source: Source) -> list[Span]:
    """The sentences of the article's body right before a source, in order."""
    article = source.article
    found: list[Span] = []
    for start, end in article.body:
        first, last = max(start, source.start - BEFORE), min(end, source.start)
        if first < last:
            spans = split_sentences(article.text[first:last])
            if last < end and spans and not _ENDS.search(article.text[first:last]):
                return []  # a dateline, the time, "A:": what opens its paragraph has nothing before
            found += [(first + a, first + b) for a, b in spans if first == start or a > 0]
    return found


def _is_known(pronoun: str, told: str, question: str, text: str) -> bool:
    """Whether the question names somebody, or something, that stands right before."""
    if pronoun in _PERSONAL:
        named = people_named(question, people_in([text]))
    else:
        named = list(proper_names(question))
    said = {word.key for word in words(told)}
    return any(word.key in said for name in named for word in words(name))
