"""How many sources a sentence really has: articles that repeat each other count once.

Two articles are one source where the same publisher made both, where the one is a near-copy of
the other or both carry the copy of a third, such as an agency, and where one plainly says that it
has its report from the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from index.types import Article
from qa.language.words import normalise, words
from qa.sources.copies import near_copies
from qa.sources.publishers import publishers_named
from qa.types import Source

COPIED = 0.5
"""Share of the shorter article's runs of words that the other has too: one is edited from the
other, or both from one agency's report. Reports that were written apart share under a tenth."""
LEAST_COPIED = 8
"""Words of a sentence outside quotation marks from which on it is not found twice by chance."""
CREDITED = 160
"""Characters at the head of an article within which a dateline stands."""

_CREDIT = re.compile(
    r"^[^\n.]{0,60}?\((?P<dateline>[A-Z][\w .&'’-]{1,40})\)\s?[-–—]"
    r"|^\((?P<alone>[A-Z][\w .&'’-]{1,40})\)\s*$",
    re.M,
)
_BEFORE = re.compile(
    r"\b(?:according to|cit(?:es|ing|ed)|quot(?:es|ing|ed)|(?:told|tells)"
    r"|(?:reported|first published|published|carried) (?:by|in|on)|(?:a|the) report (?:by|from|in)"
    r"|(?:an|the|its|their) interview with|source:|courtesy of)\s+"
    r"(?:the\s+)?(?:(?:news)?(?:paper|agency|broadcaster|site|wire)\s+)?[“\"']?$",
    re.I,
)
_AFTER = re.compile(
    r"^[”\"']?(?:[’']s\b)?(?:\s(?:news)?(?:paper|agency|broadcaster|site|wire))?,?\s+"
    r"(?:(?:has|had|first)\s)?(?:report(?:ed|s)|sa(?:id|ys)|wr(?:ote|ites)|quot(?:ed|es)|learn(?:ed|t)"
    r"|reveal(?:ed|s))\b",
    re.I,
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]?")


def independent_sources(sources: Sequence[Source]) -> int:
    """The number of sources that do not repeat each other; articles cited twice count once."""
    articles = list({source.article.id: source.article for source in sources}.values())
    said = {
        each.id: [source for source in sources if source.article.id == each.id] for each in articles
    }
    group = {each.id: each.id for each in articles}
    for one, other in combinations(articles, 2):
        if _are_one(one, other, said[one.id], said[other.id]):
            kept, joined = group[one.id], group[other.id]
            group = {key: kept if value == joined else value for key, value in group.items()}
    return len(set(group.values()))


def _are_one(one: Article, other: Article, said: Sequence[Source], too: Sequence[Source]) -> bool:
    return (
        _same_name(one.publisher, other.publisher)
        or bool(_credits(one) & (_credits(other) | _own_name(other)))
        or bool(_credits(other) & _own_name(one))
        or _relies_on(one, said, other)
        or _relies_on(other, too, one)
        or any(_copied(here, there) for here in said for there in too)
        or near_copies(_body(one), _body(other), COPIED)
    )


def _same_name(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _key(one or "") == _key(other or "")


def _key(name: str) -> str:
    return " ".join(normalise(word.text) for word in words(name) if word.key != "the")


def _own_name(article: Article) -> set[str]:
    return {_key(article.publisher)} if article.publisher else set()


def _credits(article: Article) -> set[str]:
    """Whom an article names as its origin: "VELM (Harl News) -", or "(Harl News)" by itself."""
    head = _body(article)[:CREDITED]
    found = (match["dateline"] or match["alone"] for match in _CREDIT.finditer(head))
    return {_key(name) for name in found}


def _relies_on(article: Article, said: Sequence[Source], other: Article) -> bool:
    """Whether what an article says, or what leads to it, is plainly put down to the other."""
    if not other.publisher:
        return False
    for source in said:
        text = _paragraph(article, source)
        for mention in publishers_named(text, [other.publisher]):
            if _BEFORE.search(text[: mention.start]) or _AFTER.match(text[mention.end :]):
                return True
    return False


def _paragraph(article: Article, source: Source) -> str:
    """The paragraph of a source and the one before it."""
    before = [i for i, (start, _) in enumerate(article.body) if start <= source.start]
    if not before:
        return source.text
    first = article.body[max(0, before[-1] - 1)][0]
    return article.text[first : max(source.end, article.body[before[-1]][1])]


def _copied(one: Source, other: Source) -> bool:
    """Whether a sentence stands in both articles, not counting what both quote of a third."""
    here, there = (_QUOTED.sub(" ", source.text) for source in (one, other))
    return min(len(words(here)), len(words(there))) >= LEAST_COPIED and near_copies(here, there)


def _body(article: Article) -> str:
    return "\n".join(article.text[start:end] for start, end in article.body)
