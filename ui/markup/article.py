"""An opened article as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Article, Span
from ui.markup.parts import link_html, marked_html, safe
from ui.view import format_date


def article_html(article: Article, start: int, end: int) -> str:
    """The whole text of an article, the span from `start` to `end` highlighted.

    Lines that are never cited (captions, bylines, "Related stories") are set back.
    """
    details = [article.publisher, article.author, format_date(article)]
    byline = " · ".join(safe(detail) for detail in details if detail)
    return (
        f'<header class="fn-article-head"><p class="fn-source-line">{byline}</p>'
        f'<h2 id="reader-title">{safe(article.label)}</h2>{link_html(article)}</header>'
        f'<div class="fn-article-text">{_lines_html(article, (start, end))}</div>'
    )


def _lines_html(article: Article, marked: Span) -> str:
    lines = []
    position = 0
    for line in article.text.split("\n"):
        span = (position, position + len(line))
        position = span[1] + 1
        if not line.strip():
            continue
        kind = "" if _overlaps(article.body, span) else ' class="fn-furniture"'
        lines.append(f"<p{kind}>{marked_html(article.text, span, marked)}</p>")
    return "".join(lines)


def _overlaps(body: Sequence[Span], span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in body)
