"""A text as tokens with the punctuation between them: what all the checks look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qa.language.closed_words import FUNCTION_WORDS, MONTHS, TITLES
from qa.language.people import POSSESSIVE
from qa.language.words import canonical_number, is_content, stem, words

EDGE = re.compile(r"[,;:()\[\]…—–]|\s-\s|\n")
_END = re.compile(r"[.?!…][”\"’)\]]*\s")
_SHORT = re.compile(r"(?:[A-Za-z]|Jr|Sr|Inc|Co|Corp|Ltd|No|St|vs|Lt|Col|Sgt|[A-Z][a-z]{2})$")
_NOT = re.compile(r"n[’']t$")
_WHOLE = {"wo": "will", "ca": "can", "sha": "shall"}
CLAUSE_LINKS = frozenset("and but while whereas so yet nor".split())
LONGEST = 300
"""Tokens of a sentence that is shortened or checked; what is longer is a list without full stops,
and takes a time that grows with the square of its length."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as the checks compare it: "doesn't" is two tokens, "12%" is "12" and "percent"."""

    text: str
    key: str
    """Normalised; see qa.language.words."""
    root: str
    """Its stem; every way to write a number has one."""
    content: bool
    possessive: bool
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def number(self) -> bool:
        return self.root[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens in order. `edges[i]` and `walls[i]` are about the gap before token i; both have one
    more item than there are tokens, for the end."""

    text: str
    tokens: tuple[Token, ...]
    edges: tuple[bool, ...]
    """Whether punctuation sets apart what follows; quotation marks alone do not."""
    walls: tuple[bool, ...]
    """Whether a new sentence or coordinate clause begins."""
    ends: tuple[bool, ...]
    """Whether a new sentence begins."""

    def stretch(self, index: int) -> int:
        """Where the words begin that no punctuation parts from the token at `index`."""
        return next(i for i in range(index, -1, -1) if self.edges[i])


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    tokens = _tokens(text)
    if not tokens:
        return Reading(text, (), (True,), (True,), (True,))
    edges, walls, ends = [True], [True], [True]
    for before, token in pairwise(tokens):
        gap = text[before.end : token.start]
        end = _ends(gap, before, token)
        edge = end or (bool(EDGE.search(gap)) and gap != ":")  # not in "9:42"
        edges.append(edge)
        ends.append(end)
        walls.append(end or ";" in gap or (edge and token.key in CLAUSE_LINKS))
    return Reading(text, tokens, (*edges, True), (*walls, True), (*ends, True))


def _ends(gap: str, before: Token, token: Token) -> bool:
    if not _END.search(gap):
        return False
    if (
        before.key in TITLES
        or _is_short_month(before)
        or (_SHORT.match(before.text) and "." in gap)
    ):
        return False
    return token.capital or token.number or bool(re.search(r"[“”\"]", gap))


def _is_short_month(token: Token) -> bool:
    return token.key in MONTHS and token.key != token.text.lower()


def _tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for word in words(text):
        key, start, end = word.key, word.start, word.end
        if negated := _NOT.search(key):
            verb = key[: negated.start()]
            found.append(_token(_WHOLE.get(verb, verb), start, end - 3))
            found.append(_token("not", end - 3, end))
        elif key == "cannot":
            found += [_token("can", start, start + 3), _token("not", start + 3, end)]
        elif key.endswith("%"):
            found.append(_token(word.text[:-1], start, end - 1))
            found.append(_token("percent", end - 1, end))
        elif key == "cent" and found and found[-1].key == "per":
            found[-1] = _token("percent", found[-1].start, end)
        else:
            possessive = bool(POSSESSIVE.search(word.text)) or (
                key.endswith("s") and text[word.end : word.end + 2] in ("’ ", "' ")
            )
            content = is_content(word)
            found.append(
                Token(
                    word.text,
                    key,
                    _root(word.text, key),
                    content,
                    possessive and content,
                    start,
                    end,
                )
            )
    return tuple(found)


def _token(text: str, start: int, end: int) -> Token:
    key = text.lower()
    return Token(text, key, _root(text, key), key not in FUNCTION_WORDS, False, start, end)


def _root(text: str, key: str) -> str:
    return canonical_number(key) if key[:1].isdigit() else stem(text)
