"""The topic of an overview: whether a text has it, and whether an article is about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.types import Article
from qa.language.closed_words import TITLES
from qa.language.words import content_stems, normalise
from qa.questions.naming import may_hold, prepared, prepared_once, surely_names
from qa.questions.sought import sought_by, topic_stems
from qa.types import Query, Sought
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

    def is_told_in(self, text: str, article: Article) -> bool:
        """Whether a statement of an article, with what that is about, has all of it.

        Of a name that the article has in full its last word is enough, a person's surname.
        """
        around = f"{title_and_opening(article)} {text}"
        looked = prepared(around)
        return self.stems <= {*content_stems(around)} and all(
            all(may_hold(looked, name, word) for word in name.words)
            or has_surname(name, text, article)
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


def has_surname(name: Sought, text: str, article: Article) -> bool:
    """Whether a statement has the last word of a name that its article has in full: Kolar.

    What the article says "the" before is no name by itself: the Bank.
    """
    surname = name.words[-1]
    return (
        len(name.words) > 1
        and surely_names(prepared(text), surname)
        and not _names_another(name.words, text)
        and surely_names(prepared_once(article.text), name.text)
        and re.search(rf"\b[Tt]he {re.escape(surname)}\b", article.text) is None
    )


def _names_another(name: Sequence[str], text: str) -> bool:
    """Whether a text has the surname with another first name alone: Peter, and no Paul, Kolar."""
    if len(name) < 2 or name[0] in text:
        return False
    before = re.findall(rf"\b([A-Z][\w’'-]+) {re.escape(name[-1])}\b", text)
    return bool(before) and all(normalise(word) not in TITLES for word in before)


def topic_of(query: Query) -> Topic:
    """What an overview is asked of; a topic of nothing where none is named."""
    names = tuple(each for each in sought_by(query) if each.is_name)
    inside = {stem for name in names for stem in content_stems(name.text)}
    return Topic(names, frozenset(topic_stems(query)) - inside)


def title_and_opening(article: Article) -> str:
    """What says what an article is about."""
    return f"{article.title or ''} {opening(article)}"
