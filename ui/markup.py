"""The conversation, its sources and an opened article as HTML.

Pure functions from values to strings. Whatever comes from an article, a model or a reader goes
through `_safe`; the only attributes that carry it are quoted. Links are made of http and https
addresses only.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from index.types import Article, Filters, Span
from qa.types import (
    NEAR_ANSWER,
    NOT_FOUND_TEXT,
    Answer,
    Citation,
    Nearest,
    Outcome,
    Sentence,
    Verdict,
)
from ui.conversation import Exchange, Progress
from ui.dates import derived_note
from ui.markup_dates import dated_html
from ui.markup_sources import disagreement_html, independence_html
from ui.view import context_span, dropped_note, format_date, limits_line, one_line, source_summary

SHOWN_QUESTION = 500
"""Characters of a question that are shown; what is longer was pasted by mistake."""
ENDED = {
    Progress.STOPPED: "Stopped.",
    Progress.REFUSED: "This question could not be answered.",
}


def _safe(text: str) -> str:
    return escape(text, quote=True)


def conversation_html(exchanges: Sequence[Exchange]) -> str:
    """Every question with its answer, oldest first."""
    return "".join(_exchange_html(exchange) for exchange in exchanges)


def _exchange_html(exchange: Exchange) -> str:
    running = exchange.progress is Progress.RUNNING
    state = "fn-exchange fn-running" if running else "fn-exchange"
    return (
        f'<article class="{state}" id="exchange-{exchange.number}" '
        f'aria-labelledby="question-{exchange.number}" aria-busy="{str(running).lower()}">'
        f'<h2 class="fn-question" id="question-{exchange.number}">{_asked(exchange)}</h2>'
        f"{_limits_html(exchange.within)}{_searched_html(exchange)}{_body_html(exchange)}{_status_html(exchange)}</article>"
    )


def _asked(exchange: Exchange) -> str:
    question = exchange.question
    if len(question) > SHOWN_QUESTION:
        question = question[:SHOWN_QUESTION] + "…"
    return _safe(question)


def _limits_html(within: Filters) -> str:
    return f'<p class="fn-limits">{_safe(limits_line(within))}</p>' if within else ""


def _searched_html(exchange: Exchange) -> str:
    answer = exchange.answer
    if answer is None or one_line(answer.standalone) in ("", one_line(answer.question)):
        return ""
    return f'<p class="fn-searched">Searched for: <q>{_safe(answer.standalone)}</q></p>'


def _body_html(exchange: Exchange) -> str:
    answer = exchange.answer
    if answer is not None and answer.outcome is Outcome.NOT_FOUND:
        return _not_found_html(exchange.number, answer)
    if answer is not None and answer.outcome is Outcome.TOLD:
        return f'<p class="fn-told">{_safe(answer.text)}</p>'
    met: set[int] = set()
    told = "".join(_sentence_html(exchange.number, each, met) for each in exchange.sentences)
    return told + (_missing_html(answer) if answer is not None else "")


def _missing_html(answer: Answer) -> str:
    return f'<p class="fn-missing">{_safe(answer.missing)}</p>' if answer.missing else ""


def _not_found_html(number: int, answer: Answer) -> str:
    nearest = _show_button(number, answer) if answer.nearest else ""
    near = answer.missing == NEAR_ANSWER
    title = "The articles do not surely say." if near else NOT_FOUND_TEXT
    rest = "No sentence in them answers this question, so none is made up."
    if any(each.likeliest for each in answer.nearest):
        rest = "What comes nearest in them is highlighted; whether it answers is not sure."
    elif near:
        rest = "Read them in place."
    return (
        f'<div class="fn-not-found"><p class="fn-not-found-title">{title}</p>'
        f"{_missing_html(answer)}<p>{rest}{nearest}</p></div>"
    )


def _sentence_html(number: int, sentence: Sentence, met: set[int]) -> str:
    """One sentence; `met` holds the numbers of the citations before it and gets its own."""

    def markers(citations: Sequence[Citation]) -> str:
        buttons = ""
        for citation in citations:
            buttons += _marker_html(number, citation, first=citation.number not in met)
            met.add(citation.number)
        return f'<span class="fn-markers">{buttons}</span>'

    if sentence.disagreement:
        return disagreement_html(sentence, markers)
    sources = f"{markers(sentence.citations)}{independence_html(sentence)}"
    if sentence.verdict is not Verdict.QUOTED:
        return f'<p class="fn-sentence">{dated_html(sentence)}{sources}</p>'
    quoted = _source_name(sentence.citations[0].article)
    return (
        f'<blockquote class="fn-sentence fn-quoted"><p>{dated_html(sentence)}{sources}'
        f"</p><footer>in the words of {_safe(quoted)}</footer></blockquote>"
    )


def _source_name(article: Article) -> str:
    return article.publisher or article.label


def _marker_html(number: int, citation: Citation, *, first: bool) -> str:
    """A marker; the first one of a citation is where "Back to the answer" leads."""
    name = _safe(f"Source {citation.number}: {_source_name(citation.article)}")
    identity = f' id="marker-{number}-{citation.number}"' if first else ""
    return (
        f'<button type="button" class="fn-marker"{identity} '
        f'data-exchange="{number}" data-card="source-{number}-{citation.number}" '
        f'aria-label="{name}" title="{name}">{citation.number}</button>'
    )


def _status_html(exchange: Exchange) -> str:
    if exchange.progress is Progress.RUNNING:
        return f'<p class="fn-stage">{_safe(exchange.stage or "starting")}</p>'
    if exchange.answer is None:
        reason = f"<br>{_safe(exchange.message)}" if exchange.message else ""
        return f'<p class="fn-ended">{ENDED[exchange.progress]}{reason}</p>'
    answer = exchange.answer
    notices = "".join(f'<p class="fn-notice">{_safe(notice)}</p>' for notice in answer.notices)
    if answer.outcome is not Outcome.ANSWERED:
        return notices
    parts = [_show_button(exchange.number, answer), f"<span>{answer.seconds:.1f} s</span>"]
    if dropped_note(answer):
        parts.append(f"<span>{_safe(dropped_note(answer))}</span>")
    if derived_note(answer):
        parts.append(f"<span>{_safe(derived_note(answer))}</span>")
    return f'{notices}<p class="fn-status">{"".join(parts)}</p>'


def _show_button(number: int, answer: Answer) -> str:
    before = "See the " if answer.outcome is Outcome.NOT_FOUND else ""
    return (
        f'<button type="button" class="fn-show" data-exchange="{number}">'
        f"{before}{_safe(source_summary(answer))}</button>"
    )


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
        f'<p class="fn-group-question">{_asked(exchange)}</p>{cards}</section>'
    )


def _citation_card(number: int, citation: Citation) -> str:
    article, quote = citation.article, (citation.start, citation.end)
    context = _marked_html(article.text, context_span(article, *quote), quote)
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
    context = _marked_html(near.article.text, shown, near.likeliest or (0, 0))
    label = f"Nearest passage {place}"
    return _card_html(f"source-{number}-{place}", label, "", near.article, context, span, "")


def _card_html(
    identity: str, label: str, chip: str, article: Article, context: str, span: Span, back: str
) -> str:
    date = format_date(article)
    day = f'<time datetime="{article.published}">{date}</time>' if date else ""
    publisher = (
        f'<span class="fn-publisher">{_safe(article.publisher or "Publisher not stated")}</span>'
    )
    return (
        f'<article class="fn-card" id="{identity}" tabindex="-1" aria-label="{label}">{chip}'
        f'<p class="fn-source-line">{publisher}{day}</p>'
        f'<h3 class="fn-title">{_safe(article.label)}</h3>'
        f'<blockquote class="fn-context">{context}</blockquote>'
        f'<p class="fn-actions"><button type="button" class="fn-open" '
        f'data-article="{_safe(article.id)}" data-start="{span[0]}" data-end="{span[1]}">'
        f"Open article</button>{_link_html(article)}{back}</p></article>"
    )


def _link_html(article: Article) -> str:
    if not is_web_address(article.url):
        return ""
    return (
        f'<a class="fn-link" href="{_safe(article.url or "")}" target="_blank" '
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


def _marked_html(text: str, shown: Span, marked: Span) -> str:
    """`text[shown]` with the part that lies in `marked` highlighted, and "…" where it was cut."""
    first, last = shown
    start, end = max(first, marked[0]), min(last, marked[1])
    before = "" if first == 0 or text[first - 1] == "\n" else "… "
    after = "" if last == len(text) or text[last] == "\n" else " …"
    if start >= end:
        return before + _safe(text[first:last]) + after
    return (
        f"{before}{_safe(text[first:start])}<mark>{_safe(text[start:end])}</mark>"
        f"{_safe(text[end:last])}{after}"
    )


def article_html(article: Article, start: int, end: int) -> str:
    """The whole text of an article, the span from `start` to `end` highlighted.

    Lines that are never cited (captions, bylines, "Related stories") are set back.
    """
    details = [article.publisher, article.author, format_date(article)]
    byline = " · ".join(_safe(detail) for detail in details if detail)
    return (
        f'<header class="fn-article-head"><p class="fn-source-line">{byline}</p>'
        f'<h2 id="reader-title">{_safe(article.label)}</h2>{_link_html(article)}</header>'
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
        lines.append(f"<p{kind}>{_marked_html(article.text, span, marked)}</p>")
    return "".join(lines)


def _overlaps(body: Sequence[Span], span: Span) -> bool:
    return any(start < span[1] and span[0] < end for start, end in body)
