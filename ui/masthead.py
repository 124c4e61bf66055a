"""One line that says what a library holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.types import Article

NAMED = 4
"""Publishers named before "and others"."""


def library_line(articles: Sequence[Article]) -> str:
    """ "5 articles from The Herald, KTV and 2 others, April 2024 to June 2025"."""
    count = f"{len(articles)} article{'' if len(articles) == 1 else 's'}"
    return f"{count}{_publishers(articles)}{_period(articles)}"


def _publishers(articles: Sequence[Article]) -> str:
    counts = Counter(article.publisher for article in articles if article.publisher)
    names = [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    if not names:
        return ""
    if len(names) > NAMED:
        names = [*names[: NAMED - 1], f"{len(names) - NAMED + 1} others"]
    if len(names) == 1:
        return f" from {names[0]}"
    return f" from {', '.join(names[:-1])} and {names[-1]}"


def _period(articles: Sequence[Article]) -> str:
    days = sorted(article.published for article in articles if article.published)
    if not days:
        return ""
    first, last = f"{days[0]:%B %Y}", f"{days[-1]:%B %Y}"
    return f", {first}" if first == last else f", {first} to {last}"
