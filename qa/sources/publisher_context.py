"""How sure it is that words of a question mean a publisher: "Fortune", "the age of reason".

It depends on how they are written (a capital inside a sentence, capitals inside the word, several
words) and on what stands around them: quotation marks, "according to", "article", a verb of
reporting. A capital word directly beside them ("Fortune Brands") speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from qa.language.closed_words import FUNCTION_WORDS, MONTHS, SPEECH_VERBS, WEEKDAYS
from qa.language.people import POSSESSIVE
from qa.language.words import Word, stem
from qa.sources.publisher_names import Form, Spelling, is_marked


class Writing(IntEnum):
    """What the capitals of the question say."""

    LOWER = 0
    """A question with capitals elsewhere has none here."""
    BLIND = 1
    """Nothing: all of the question is in lower case, or the word opens a sentence."""
    NAME = 2


# Certainty without any context, by what the words are and how they are written: LOWER, BLIND, NAME.
_MARKED = (0.6, 0.7, 0.9)
"""BBC, TechCrunch, 9News, The Daily Planet Online."""
_SEVERAL_WORDS = (0.2, 0.4, 0.85)
_THE_WORD = (0.0, 0.2, 0.75)
"""The Age, with the article."""
_ONE_WORD = (0.0, 0.15, 0.5)
"""Fortune; in lower case it is never a publisher."""
_FORM_WEIGHT = {Form.FULL: 1.0, Form.HEAD: 1.0, Form.CUT: 0.7, Form.INITIALS: 0.7}
_CUT_TO_A_WORD = 0.3
"""Weight of "Prague" for "Prague Daily": alone it is the town."""

_NAME_GOES_ON = 0.5
_WORD_GOES_ON = 0.3
"""Weights where a capital word or a number stands directly beside the name, of several words or
with capitals inside, or of one: "Fortune Brands", "Week 9"."""
_OF_FOLLOWS = 0.3
"""Weight of one word before "of": "the age of"."""

PUBLISHED = (
    r"(?:articles?|reports?|stor(?:y|ies)|pieces?|coverage|column|editorial|reviews?|interviews?"
    r"|newspaper|magazine|website|site|publication|newsletter|headlines?|post|analysis|reporting"
    r"|reporters?|journalists?)"
)
_REPORTING = frozenset(
    stem(verb)
    for verb in """suggest imply indicate discuss mention describe cover feature highlight publish
    portray attribute detail reveal cite present characterize criticize praise focus refer call
    blame quote run print air broadcast""".split()
) | {stem(verb) for verb in SPEECH_VERBS}
CLOSING = r"(?:[’'](?:s\b)?)?[\"”’']?(?:[’']s\b)?"
_BEFORE = (
    (
        re.compile(
            rf"\b(?:according to|per|via|{PUBLISHED} (?:by|from|in|of|on|at)"
            r"|(?:sources|outlets|publications|newspapers|magazines) (?:such as|like|including)"
            r"|(?:report|publish|cover|featur|describ|mention|claim|note|discuss|detail|quot|cit)ed"
            r" (?:by|in|on|from))$",
            re.IGNORECASE,
        ),
        0.85,
    ),
    (re.compile(r"\b\w+(?:ed|en) by$", re.IGNORECASE), 0.5),
)
"""What may stand before a name, and how much of the doubt it takes away."""
_AFTER = (
    (re.compile(rf"{CLOSING}\s(?:{PUBLISHED})\b", re.IGNORECASE), 0.85),
    (re.compile(rf"(?:[’']s|s[’'])[\"”’']?\s(?:[\w.,-]+\s){{0,4}}{PUBLISHED}\b", re.I), 0.7),
    (re.compile(r"[’']s\b"), 0.2),
)
_DOMAIN_ENDING = re.compile(r"\.(?:[a-z]{2,3}\.)?[a-z]{2,4}\b")
OPENERS = "\"“‘'«"
_QUOTE_ENDS = re.compile(r"(?:[’']s)?[,.]?[\"”’'»]")
_QUOTED = 0.6
_WITH_ENDING = 0.8
"""How much of the doubt quotation marks or ".com" take away."""
_LINK_WORDS = re.compile(r"(?:(?:both|either|the|an?|also|even)\s)*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a question that spell a publisher, and what speaks for and against it."""

    spelling: Spelling
    start: int
    end: int
    prior: float
    context: float
    """How much of the doubt the context takes away, 0 to 1."""
    weight: float
    """What speaks against it: 1 where nothing does."""

    @property
    def certainty(self) -> float:
        return self.weight * (1 - (1 - self.prior) * (1 - self.context))


def judge(
    question: str, asked: Sequence[Word], first: int, stop: int, spelling: Spelling
) -> Finding:
    """The words `asked[first:stop]` of a question, which spell a publisher, judged on their own."""
    run = asked[first:stop]
    start, end = run[0].start, run[-1].start + len(POSSESSIVE.sub("", run[-1].text))
    ending = _DOMAIN_ENDING.match(question, end)
    quoted = start > 0 and question[start - 1] in OPENERS and _QUOTE_ENDS.match(question, end)
    doubt = (1 - _before(question[:start])) * (1 - _after(question, asked, stop, end))
    weight = 1.0
    if quoted:
        doubt *= 1 - _QUOTED
    elif ending:
        end, doubt = ending.end(), doubt * (1 - _WITH_ENDING)
    else:
        weight = _against(question, asked, first, stop)
    prior = _prior(question, run, spelling)
    # In lower case among capitals, "fortune" is the word, whatever stands around it.
    return Finding(spelling, start, end, prior, 1 - doubt if prior else 0.0, weight)


def _prior(question: str, run: Sequence[Word], spelling: Spelling) -> float:
    """Certainty from the words alone: what they are and how they are written."""
    content = [word for word in run if word.key not in FUNCTION_WORDS] or list(run)
    # "com" is in lower case whatever "Example.com" means.
    content = [word for word in content if question[word.start - 1 : word.start] != "."] or content
    capitals = sum(word.capital or word.text[0].isdigit() for word in content)
    opens = len(content) == 1 and _opens_sentence(question, content[0])
    if says_nothing_by_capitals(question) or opens or 0 < capitals < len(content):
        writing = Writing.BLIND
    elif capitals:
        writing = Writing.NAME
    else:
        # A domain's name is in lower case itself, so that its being so here says nothing.
        writing = Writing.BLIND if spelling.text.islower() else Writing.LOWER
    if spelling.marked or (
        writing == Writing.NAME and is_marked(question[run[0].start : run[-1].end])
    ):
        table = _MARKED
    elif len(content) > 1:
        table = _SEVERAL_WORDS
    else:
        table = _THE_WORD if len(run) > 1 else _ONE_WORD
    cut = spelling.form == Form.CUT and not spelling.marked
    return table[writing] * (_CUT_TO_A_WORD if cut else _FORM_WEIGHT[spelling.form])


def _before(text: str) -> float:
    """How much of the doubt the words before a name take away, 0 to 1."""
    text = text.rstrip(f" {OPENERS}")
    text = _LINK_WORDS.sub("", f"{text[-80:]} ").rstrip()
    return max((strength for pattern, strength in _BEFORE if pattern.search(text)), default=0.0)


def _after(question: str, asked: Sequence[Word], stop: int, end: int) -> float:
    """How much of the doubt the words after a name take away, 0 to 1."""
    strength = max((s for pattern, s in _AFTER if pattern.match(question, end)), default=0.0)
    following = asked[stop].text if stop < len(asked) else ""
    between = question[end : asked[stop].start] if stop < len(asked) else ""
    if stem(following) in _REPORTING and re.fullmatch(r"[\"”’']?\s(?:also\s)?", between):
        strength = max(strength, 0.6)
    return strength


def _against(question: str, asked: Sequence[Word], first: int, stop: int) -> float:
    """Weight for what speaks against a name: a capital word directly beside it, or "of"."""
    start, end = asked[first].start, asked[stop - 1].end
    several = stop - first > 1 or is_marked(question[start:end])
    goes_on = _NAME_GOES_ON if several else _WORD_GOES_ON
    before = asked[first - 1] if first else None
    after = asked[stop] if stop < len(asked) else None
    weight = 1.0
    if (
        before
        and _goes_on(question, before, asked[first])
        and not _opens_sentence(question, before)
    ):
        weight *= goes_on
    if after and _goes_on(question, asked[stop - 1], after):
        weight *= goes_on
    agent = before is not None and before.key == "by"
    if after and after.key == "of" and not agent and not is_marked(question[start:end]):
        weight *= _OF_FOLLOWS
    return weight


def _goes_on(question: str, word: Word, following: Word) -> bool:
    """Whether two words, one of them a publisher's, may be one longer name."""
    joined = question[word.end : following.start] in (" ", "-")
    return (
        joined and not POSSESSIVE.search(word.text) and all(map(_is_name_word, (word, following)))
    )


def _is_name_word(word: Word) -> bool:
    """Whether a word with a capital, or a number, may be part of a name."""
    ordinary = word.key in FUNCTION_WORDS or word.key in MONTHS or word.key in WEEKDAYS
    named = word.capital or word.text[0].isdigit()
    return named and not ordinary and not re.fullmatch(PUBLISHED, word.text, re.IGNORECASE)


def _opens_sentence(question: str, word: Word) -> bool:
    before = question[: word.start].rstrip(f" {OPENERS}")
    return not before or before[-1] in ".!?"


@lru_cache(maxsize=256)
def says_nothing_by_capitals(question: str) -> bool:
    """Whether a question is all in lower case, but for its first letter, or all in capitals."""
    letters = [c for c in question if c.isalpha()]
    return all(c.islower() for c in letters[1:]) or all(c.isupper() for c in letters)
