"""Replies of Footnote itself: what the library holds, by the articles' own metadata.

Nothing is searched and no model is asked, so nothing is cited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.types import Article, Filters
from qa.conversation.library_requests import About
from qa.language.wording import counted, format_day
from qa.types import Answer, Outcome

MOST_LISTED = 20
"""Articles named at most; how many there are is always said."""

WHAT_IT_DOES = (
    "Ask a question in English about what these articles say, such as who said, agreed or did "
    "something, when, where and how much, or for an overview: “Tell me about …”. Every sentence of "
    "an answer cites the article that says it; what the articles do not say is not answered. "
    "Follow-ups such as “Why?”, “And in 2023?”, “Who said that?” and “Show me the sentence” work "
    "as well."
)


def reply(about: About, question: str, articles: Sequence[Article], within: Filters) -> Answer:
    """What Footnote says of itself or of the articles that may be used, citing nothing.

    Args:
        articles: those inside `within`.
    """
    return Answer(
        question,
        question,
        Outcome.TOLD,
        (),
        (),
        within=within,
        told=_told(about, articles),
    )


def _told(about: About, articles: Sequence[Article]) -> str:
    match about:
        case About.GREETING:
            return f"Hello. {_held(articles)} Ask what they say."
        case About.THANKS:
            return "You are welcome."
        case About.ABLE:
            return f"{_held(articles)} {WHAT_IT_DOES}"
        case About.ARTICLES:
            newest = sorted(articles, key=lambda each: each.day, reverse=True)
            return "\n".join([_held(articles), *_listed([_line(article) for article in newest])])
        case About.PUBLISHERS:
            return "\n".join([_held(articles), *_listed(_publishers(articles))])
        case About.NEWEST | About.OLDEST:
            return _extreme(about, articles)


def _held(articles: Sequence[Article]) -> str:
    """ "Here are 5 articles by 3 publishers, from 18 April 2024 to 10 June 2025."."""
    if not articles:
        return "There are no articles here."
    named = len({article.publisher for article in articles if article.publisher})
    days = sorted(article.published for article in articles if article.published)
    be = "is" if len(articles) == 1 else "are"
    told = [f"Here {be} {counted(len(articles), 'article')}"]
    told += [f" by {counted(named, 'publisher')}"] if named else []
    if days and len(days) < len(articles):
        told.append(f", {len(days)} of them dated")
    if days:
        one = days[0] == days[-1]
        told.append(f", of {format_day(days[0])}" if one else f", from {format_day(days[0])}")
        told += [] if one else [f" to {format_day(days[-1])}"]
    return f"{''.join(told)}."


def _publishers(articles: Sequence[Article]) -> list[str]:
    """Each with the number of its articles, those with most first."""
    counts = Counter(article.publisher or "no publisher stated" for article in articles)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"{name}: {counted(count, 'article')}" for name, count in ordered]


def _extreme(about: About, articles: Sequence[Article]) -> str:
    """The newest or the oldest article, or those of that day; how many state none is said."""
    days = [article.published for article in articles if article.published]
    if not days:
        return "No article here states when it was published."
    day = max(days) if about is About.NEWEST else min(days)
    found = [article for article in articles if article.published == day]
    be = "article is" if len(found) == 1 else "articles are"
    lines = [f"The {about.value} {be}:", *_listed([_line(article) for article in found])]
    undated = len(articles) - len(days)
    return "\n".join(
        [*lines, *([f"{undated} of {len(articles)} state no date."] if undated else [])]
    )


def _listed(lines: Sequence[str]) -> list[str]:
    left = len(lines) - MOST_LISTED
    shown = [f"- {line}" for line in lines[:MOST_LISTED]]
    return [*shown, f"- and {left} more"] if left > 0 else shown


def _line(article: Article) -> str:
    day = format_day(article.published) if article.published else ""
    return ", ".join(filter(None, (article.label, article.publisher, day)))


def byline(article: Article) -> str:
    """Who wrote and published an article, when and where, as far as its file states it."""
    by = f"by {article.author}" if article.author else "no author stated"
    day = format_day(article.published) if article.published else "no date stated"
    told = (f"“{article.label}”", by, article.publisher, day, article.url)
    return ", ".join(filter(None, told))
