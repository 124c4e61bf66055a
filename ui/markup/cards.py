"""The sources of an answer, and the passages nearest to a question, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Article, Span
from qa.types import Citation, Nearest, Outcome
from ui.conversation import Exchange
from ui.markup.parts import asked_html, link_html, marked_html, safe
from ui.view import context_span, format_date


def sources_html(exchanges: Sequence[Exchange]) -> str:
    """A group of cards for each answer; only the newest group that has cards is visible."""
    groups = [
        exchange
        for exchange in exchanges
        if exchange.sentences or (exchange.answer and exchange.answer.outcome is not Outcome.TOLD)
    ]
    newest = groups[-1].number if groups else 0
    return "".join(_group_html(exchange, exchange.number == newest) for exchange in groups)


def _group_html(exchange: Exchange, shown: bool) -> str:
    nearest = exchange.answer.nearest if exchange.answer else ()
    found = {citation.number: citation for s in exchange.sentences for citation in s.citations}
    cards = "".join(_citation_card(exchange.number, found[number]) for number in sorted(found))
    cards += "".join(
        _near_card(exchange.number, place, near) for place, near in enumerate(nearest, 1)
    )
    heading = "Nearest passages" if nearest else "Sources"
    return (
        f'<section class="fn-group" id="sources-{exchange.number}" '
        f'data-exchange="{exchange.number}"{"" if shown else " hidden"} '
        f'aria-labelledby="sources-heading-{exchange.number}">'
        f'<h2 class="fn-group-title" id="sources-heading-{exchange.number}">{heading}</h2>'
        f'<p class="fn-group-question">{asked_html(exchange)}</p>{cards}</section>'
    )


def _citation_card(number: int, citation: Citation) -> str:
    article, quote = citation.article, (citation.start, citation.end)
    context = marked_html(article.text, context_span(article, *quote), quote)
    back = (
        f'<button type="button" class="fn-back" data-marker="marker-{number}-{citation.number}">'
        "Back to the answer</button>"
    )
    label = f"Source {citation.number}"
    chip = f'<span class="fn-number" aria-hidden="true">{citation.number}</span>'
    return _card_html(
        f"source-{number}-{citation.number}", label, chip, article, context, quote, back
    )


def _near_card(number: int, place: int, near: Nearest) -> str:
    """A passage; what most nearly answers in it is highlighted, here and in the article."""
    span = near.likeliest or (near.passage.start, near.passage.end)
    shown = context_span(near.article, *span)
    context = marked_html(near.article.text, shown, near.likeliest or (0, 0))
    label = f"Nearest passage {place}"
    return _card_html(f"source-{number}-{place}", label, "", near.article, context, span, "")


def _card_html(
    identity: str, label: str, chip: str, article: Article, context: str, span: Span, back: str
) -> str:
    date = format_date(article)
    day = f'<time datetime="{article.published}">{date}</time>' if date else ""
    publisher = (
        f'<span class="fn-publisher">{safe(article.publisher or "Publisher not stated")}</span>'
    )
    return (
        f'<article class="fn-card" id="{identity}" tabindex="-1" aria-label="{label}">{chip}'
        f'<p class="fn-source-line">{publisher}{day}</p>'
        f'<h3 class="fn-title">{safe(article.label)}</h3>'
        f'<blockquote class="fn-context">{context}</blockquote>'
        f'<p class="fn-actions"><button type="button" class="fn-open" '
        f'data-article="{safe(article.id)}" data-start="{span[0]}" data-end="{span[1]}">'
        f"Open article</button>{link_html(article)}{back}</p></article>"
    )
