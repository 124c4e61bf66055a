"""What the pieces of the page's HTML share."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from index.types import Article, Span
from ui.conversation import Exchange

SHOWN_QUESTION = 500
"""Characters of a question that are shown; what is longer was pasted by mistake."""


def safe(text: str) -> str:
    """Text of an article, a model or a reader, to stand between tags or in a quoted attribute."""
    return escape(text, quote=True)


def asked_html(exchange: Exchange) -> str:
    question = exchange.question
    if len(question) > SHOWN_QUESTION:
        question = question[:SHOWN_QUESTION] + "…"
    return safe(question)


def source_name(article: Article) -> str:
    return article.publisher or article.label


def link_html(article: Article) -> str:
    if not is_web_address(article.url):
        return ""
    return (
        f'<a class="fn-link" href="{safe(article.url or "")}" target="_blank" '
        'rel="noopener noreferrer nofollow">On the web</a>'
    )


def is_web_address(url: str | None) -> bool:
    """True for an absolute http or https address, and nothing that only resembles one."""
    if not url or url != url.strip() or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def marked_html(text: str, shown: Span, marked: Span) -> str:
    """`text[shown]` with the part that lies in `marked` highlighted, and "…" where it was cut."""
    first, last = shown
    start, end = max(first, marked[0]), min(last, marked[1])
    before = "" if first == 0 or text[first - 1] == "\n" else "… "
    after = "" if last == len(text) or text[last] == "\n" else " …"
    if start >= end:
        return before + safe(text[first:last]) + after
    return (
        f"{before}{safe(text[first:start])}<mark>{safe(text[start:end])}</mark>"
        f"{safe(text[end:last])}{after}"
    )
