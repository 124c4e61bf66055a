"""Whether a statement is about the people whom the question names.

"What did A and C agree on?" is not answered by "A and B agreed", whatever else fits. A person is
named in full once and by surname after, or the other way round in the question; two who share a
name ("Lee Jae-myung", "Lee Myung-bak") are still two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.types import Article
from qa.language.closed_words import (
    FUNCTION_WORDS,
    MONTHS,
    NAMED_PEOPLE,
    ORGANISATIONS,
    TIME_WORDS,
    TITLES,
    WEEKDAYS,
)
from qa.language.first_names import other_forms
from qa.language.people import (
    BETWEEN_NAMES,
    POSSESSIVE,
    count_people,
    leaves_open,
    people_in,
    people_named,
)
from qa.language.words import normalise, words
from qa.questions.kinds import asks_who
from qa.types import Source
from qa.weighing.statements import Statement

Name = frozenset[str]
"""The words of a name, "Suk-yeol" as two."""


class Participants:
    """The people of one question, as the texts found for it name people."""

    def __init__(self, question: str, texts: Sequence[str]) -> None:
        self.people = people_in(texts)
        """Normalised words that are names of people."""
        self._named = people_named(question, self.people)
        self._who = asks_who(question)
        full = {name for text in dict.fromkeys(texts) for name in self._names(text)}
        asked = [name for each in self._named for name in self._split(each)]
        self._asked = [person for name in asked for person in _persons(name, full)]
        self._first_named: dict[str, list[tuple[int, Name]]] = {}
        self._in_full = [found for each in self._named if (found := _in_full(each, self.people))]

    def share(self, statement: Statement) -> float:
        """Of the people asked about, the share that the statement is about, 0 to 1; 1 if none.

        A statement that names as many people as the question is about those and no others, though
        C be named a line before; but "the two talked about B" may be about whom its context names,
        and what names nobody ("It was refused.") about anybody whom its article has named so far.
        """
        if not self._asked:
            return 1.0
        if any(_is_of_namesake(name, statement.source.article) for name in self._in_full):
            return 0.0
        source = statement.source
        names = set(self._names(source.text))
        if not self._is_closed(source.text):
            names |= set(self._names(source.context) if names else self._named_before(source))
        return sum(_among(person, names) for person in self._asked) / len(self._asked)

    def _named_before(self, source: Source) -> list[Name]:
        """The people whom an article has named before a source; it is read once."""
        article = source.article
        if article.id not in self._first_named:
            self._first_named[article.id] = [
                (article.text.find(written), name)
                for written in people_named(article.text, self.people)
                for name in self._split(written)
            ]
        return [name for place, name in self._first_named[article.id] if place < source.start]

    def _is_closed(self, text: str) -> bool:
        told = people_named(text, self.people)
        more = count_people(told) - count_people(self._named)
        if more < 0 or leaves_open(text, told):
            return False
        return not self._who or more == 1  # who is asked for is told beside those asked about

    def _names(self, text: str) -> list[Name]:
        return [name for each in people_named(text, self.people) for name in self._split(each)]

    def _split(self, written: str) -> list[Name]:
        """The names in "Novak-Kral", of a meeting of two; of other names one."""
        parts = [words(part) for part in BETWEEN_NAMES.split(written)]
        keys = [{word.key for word in part if word.key in self.people} for part in parts]
        if not all(keys):  # "Jean-Luc" is known by both
            keys = [{word.key for word in words(written) if word.key in self.people}]
        return [frozenset(half for key in each for half in key.split("-")) for each in keys if each]


def _in_full(name: str, people: frozenset[str]) -> tuple[str, str] | None:
    """First name and surname of somebody named by just these; None for any other."""
    said = words(name)
    if len(said) != 2 or said[1].key not in people or said[0].key in TITLES | ORGANISATIONS:
        return None
    return said[0].text, said[1].text


def _is_of_namesake(name: tuple[str, str], article: Article) -> bool:
    """Whether an article is about another of that surname: Gerald, and no Yvonne.

    It names people in full where it first tells of them. "Sam" may be Samuel, "Liz" Elizabeth, and
    a slip of the pen is forgiven from the fourth letter on. What has "the" before it somewhere, as
    in "the Argentine", is no first name.
    """
    first, surname = name
    text = "\n".join(article.text[start:end] for start, end in article.body)
    mention = re.search(
        rf"(?:\b(?P<before>[A-Z][a-z’'-]+)[ \u00a0])?\b{re.escape(surname)}\b", text
    )
    forms = (
        re.escape(first[:LEAST_SHORT]),
        *(rf"{form}\b" for form in other_forms(normalise(first))),
    )
    if mention is None or re.search(rf"\b(?:{'|'.join(forms)})", article.text, re.I):
        return False
    before = mention["before"] or ""
    return bool(before) and not (
        re.search(rf"\b(?:an?|the) {re.escape(before)}\b", article.text, re.I)
        or normalise(before) in _NO_FIRST_NAMES
        or POSSESSIVE.search(before)
        or before.endswith("ly")
    )


_NO_FIRST_NAMES = (
    TITLES
    | ORGANISATIONS
    | FUNCTION_WORDS
    | NAMED_PEOPLE
    | TIME_WORDS
    | frozenset(MONTHS)
    | frozenset(WEEKDAYS)
)
LEAST_SHORT = 3
"""Letters of the shortest form of a first name."""


def _persons(name: Name, full: Iterable[Name]) -> list[Name]:
    """One for each person in "lee ishiba", typed without anything between."""
    if len(name) == 1 or any(_shared(name, other) > 1 for other in full):
        return [name]
    return [frozenset((word,)) for word in sorted(name)]


def _among(person: Name, names: Iterable[Name]) -> bool:
    """Whether one of the names is the person's: shorter or longer, but no other name."""
    return any(_is_within(person, name) or _is_within(name, person) for name in names)


def _shared(one: Name, other: Name) -> int:
    """How many words of a name are in another, or another form of the same first name."""
    return sum(word in other or bool(other_forms(word) & other) for word in one)


def _is_within(one: Name, other: Name) -> bool:
    """Whether each word of a name is in another, "liz" as "elizabeth" where the surname is too."""
    return _shared(one, other) == len(one) and (one <= other or bool(one & other))
