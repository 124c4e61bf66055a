"""The topic of an overview: whether a text has it, and whether an article is about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.types import Article
from qa.asked import Query, Sought
from qa.checks.grammar import OPENERS
from qa.language.closed_words import (
    FUNCTION_WORDS,
    NAMED_OTHERS,
    NAMED_PEOPLE,
    ORGANISATIONS,
    TITLES,
)
from qa.language.words import content_stems, normalise, words
from qa.questions.naming import may_hold, prepared, prepared_once, surely_names
from qa.questions.sought import sought_by, topic_stems
from qa.types import Source
from qa.weighing.statements import opening


@dataclass(frozen=True, slots=True)
class Topic:
    """What an overview is to tell of."""

    names: tuple[Sought, ...]
    stems: frozenset[str]
    """Of its other words."""

    @property
    def named(self) -> bool:
        """Whether there is one."""
        return bool(self.names or self.stems)

    def is_in(self, text: str) -> bool:
        """Whether a text has all of it."""
        looked = prepared(text)
        named = all(may_hold(looked, name, word) for name in self.names for word in name.words)
        return named and self.stems <= {*content_stems(text)}

    def is_told_in(self, source: Source) -> bool:
        """Whether a source, with what its article is about, has all of it, or the surname."""
        around = f"{title_and_opening(source.article)} {source.text}"
        looked = prepared(around)
        return self.stems <= {*content_stems(around)} and all(
            all(may_hold(looked, name, word) for word in name.words) or surname_in(name, source)
            for name in self.names
        )

    def touches(self, text: str) -> bool:
        """Whether a text has any of it, of a name its last word; if there is none, every text."""
        looked = prepared(text)
        named = any(
            may_hold(looked, Sought(last, (last,), True), last)  # TC may be anybody's initials
            and not _names_another(name.words, text)
            for name in self.names
            for last in name.words[-1:]
        )
        return not self.named or named or bool(self.stems & {*content_stems(text)})


def surname_in(name: Sought, source: Source) -> str:
    """The surname, where a source has it for the one who is named; "" where it has not.

    The article must have the name in full. A surname by itself is of whoever was named last with
    it: of Hunter, where "Hunter Biden" stands nearer before it than "Joe Biden".
    """
    parts = name.text.split()
    if len(parts) < 2 or not all(part[0].isupper() for part in parts):
        return ""
    family_first = len(parts) == 2 and "-" in parts[1]  # Lee Jae-myung
    surname, given = (parts[0], parts[1]) if family_first else (parts[-1], parts[-2])
    if surname not in source.text or surname.casefold() in NAMED_OTHERS | ORGANISATIONS:
        return ""
    if not surely_names(prepared_once(source.article.text), name.text):
        return ""
    mentions = _mentions(source.article.text, surname, family_first)
    inside = (who for start, who in mentions if source.start <= start < source.end)
    return surname if given in inside else ""


@lru_cache(maxsize=256)
def _mentions(text: str, surname: str, family_first: bool) -> tuple[tuple[int, str], ...]:
    """Where a surname stands in a text, and the first name of whoever has it there, if any has."""
    name = re.escape(surname)
    given = rf"\b{name}\b(?: (?P<given>[A-Z][\w-]+))?"
    if not family_first:
        given = rf"(?:\b(?P<given>[A-Z][\w’'.-]*) )?\b(?P<surname>{name})\b(?! [A-Z])"
    mentions, last = [], ""
    for match in re.finditer(given, text):
        first = match["given"] or ""
        if first and normalise(first) not in _NO_FIRST_NAMES:
            last = first
        mentions.append((match.start() if family_first else match.start("surname"), last))
    return tuple(mentions)


_NO_FIRST_NAMES = TITLES | NAMED_PEOPLE | FUNCTION_WORDS | OPENERS
"""Capitals before a surname that are none: "Yet Kolar", "Singer Kolar"."""


def _names_another(name: Sequence[str], text: str) -> bool:
    """Whether a text has the surname with another first name alone: Peter, and no Paul, Kolar."""
    if len(name) < 2 or re.search(rf"\b{re.escape(name[0])}\b", text):
        return False
    before = re.findall(rf"\b([A-Z][\w’'-]+) {re.escape(name[-1])}\b", text)
    return bool(before) and all(normalise(word) not in _NO_FIRST_NAMES for word in before)


def topic_of(query: Query) -> Topic:
    """What an overview is asked of; a topic of nothing where none is named.

    Where it is asked who somebody is, his whole name: Will Smith, Prince Harry.
    """
    names = tuple(each for each in sought_by(query) if each.is_name)
    if query.overview and query.overview.introduces:
        topic = query.overview.topic
        names = (Sought(topic, tuple(word.text for word in words(topic)), True),)
    inside = {stem for name in names for stem in content_stems(name.text)}
    return Topic(names, frozenset(topic_stems(query)) - inside)


def title_and_opening(article: Article) -> str:
    """What says what an article is about."""
    return f"{article.title or ''} {opening(article)}"
