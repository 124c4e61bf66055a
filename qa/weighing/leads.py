"""Which statements tell of a topic by themselves, and which of them an article leads with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.types import Article
from qa.checks.grammar import OPENERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from qa.language.closed_words import NEGATIONS
from qa.language.moods import states_nothing
from qa.language.words import content_stems, masked, words
from qa.verification import QUOTED
from qa.weighing.statements import Statement
from qa.weighing.topics import Topic

SHORTEST = 6
"""Words of a statement; what is shorter is a heading or a label."""
LONGEST_DATELINE = 60
"""Characters before an article's first statement."""
TITLED = 2
"""Words of the title that a lead shares where there is one that does."""


def tells_of(statement: Statement, topic: Topic) -> bool:
    """Whether a statement, with what its article is about, has all of a topic."""
    text = statement.source.text
    whole = text.rstrip("”\"’')").endswith((".", "!", "?")) and len(words(text)) >= SHORTEST
    if _is_headline(text, statement.source.article):
        return False
    if not whole or statement.is_caption or states_nothing(text) or _is_personal(text):
        return False
    return topic.is_told_in(statement.source)


def _is_headline(text: str, article: Article) -> bool:
    """Whether a statement begins with its article's title: what follows there is no sentence."""
    title = " ".join(word.key for word in words(article.title or ""))
    return bool(title) and " ".join(word.key for word in words(text)).startswith(title)


def lead_of(found: Sequence[Statement], article: Article, topic: Topic) -> list[int]:
    """The article's first statement of what its title is about, and of the topic, if one is."""
    own = [i for i, each in enumerate(found) if each.source.article.id == article.id]
    opens = article.body[0][0] + LONGEST_DATELINE if article.body else 0
    titled = {*content_stems(article.title or "")}
    said = {i: {*content_stems(found[i].source.text)} for i in own}
    own.sort(
        key=lambda i: (
            not topic.touches(found[i].source.text),
            leans(found[i].source.text) and found[i].source.start > opens,
            -min(TITLED, len(titled & said[i])),
            found[i].source.start,
        )
    )
    return own[:1]


def _is_personal(text: str) -> bool:
    """Whether its author speaks of himself: what "I" wonder tells a reader nothing."""
    unquoted = masked(text, [match.span() for match in _ANY_QUOTED.finditer(text)])
    return _FIRST_PERSON.search(unquoted) is not None


_ANY_QUOTED = re.compile(rf"{QUOTED.pattern}|‘[^‘]+?’(?!\w)")
_FIRST_PERSON = re.compile(
    r"(?:^|[.!?,;:—–]\s|(?<![\w’'-])[a-z]+\s)I(?:['’]\w+)?\s[a-z]"
    r"|\b(?:me|my|our|us|we)\b|^(?:My|Our|We)\b(?! [A-Z])"
)
"""Not of World War I, the US or My Lai."""


def leans(text: str) -> bool:
    """Whether a statement opens with a quotation, or leans on what stands before it."""
    first = words(text)[0].key
    leaning = (
        text[0] in '“"‘'
        or _GOES_ON.match(text)
        or first in PRONOUNS | OPENERS | _CONJUNCTIONS | NEGATIONS
    )
    return bool(leaning) or (
        first in PREPOSITIONS | SUBORDINATORS and _PRONOUN_FIRST.match(text) is not None
    )


_GOES_ON = re.compile(r"That(?:[’']s|,|\s(?:is|means|was|would))\b|[^.“\"‘]{1,60}\.\s[“\"‘]")
"""A pronoun, or who spoke before and goes on: "Kolar said. “It is late.”"."""
_PRONOUN_FIRST = re.compile(r"\w+\s[^,A-Z]*(?:[A-Z][a-z]+day)?[^,A-Z]*,\s(?:he|it|she|they)\b")
"""A phrase without a name, then a pronoun: "On Sunday night, he promised"."""
_CONJUNCTIONS = frozenset("and but because nor or so though while yet".split())
