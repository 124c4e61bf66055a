"""Questions and their answers as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Filters
from qa.types import NEAR_ANSWER, Answer, Citation, Outcome, Sentence, Verdict
from ui.conversation import Exchange, Progress
from ui.dates import derived_note
from ui.markup.dates import dated_html
from ui.markup.parts import asked_html, safe, source_name
from ui.markup.sides import disagreement_html, independence_html, turn_html
from ui.view import dropped_note, limits_line, searched_for, source_summary

ENDED = {
    Progress.STOPPED: "Stopped.",
    Progress.REFUSED: "This question could not be answered.",
}


def conversation_html(exchanges: Sequence[Exchange]) -> str:
    """Every question with its answer, oldest first."""
    return "".join(_exchange_html(exchange) for exchange in exchanges)


def _exchange_html(exchange: Exchange) -> str:
    running = exchange.progress is Progress.RUNNING
    state = "fn-exchange fn-running" if running else "fn-exchange"
    return (
        f'<article class="{state}" id="exchange-{exchange.number}" '
        f'aria-labelledby="question-{exchange.number}" aria-busy="{str(running).lower()}">'
        f'<h2 class="fn-question" id="question-{exchange.number}">{asked_html(exchange)}</h2>'
        f"{_limits_html(exchange.within)}{_searched_html(exchange)}{_body_html(exchange)}{_status_html(exchange)}</article>"
    )


def _limits_html(within: Filters) -> str:
    return f'<p class="fn-limits">{safe(limits_line(within))}</p>' if within else ""


def _searched_html(exchange: Exchange) -> str:
    searched = searched_for(exchange.answer) if exchange.answer else ""
    return f'<p class="fn-searched">Searched for: <q>{safe(searched)}</q></p>' if searched else ""


def _body_html(exchange: Exchange) -> str:
    answer = exchange.answer
    if answer is not None and answer.outcome is Outcome.NOT_FOUND:
        return _not_found_html(exchange.number, answer)
    if answer is not None and answer.outcome is Outcome.TOLD:
        return f'<p class="fn-told">{safe(answer.text)}</p>'
    met: set[int] = set()
    told = "".join(_sentence_html(exchange.number, each, met) for each in exchange.sentences)
    return told + (_missing_html(answer) if answer is not None else "")


def _missing_html(answer: Answer) -> str:
    return f'<p class="fn-missing">{safe(answer.missing)}</p>' if answer.missing else ""


def _not_found_html(number: int, answer: Answer) -> str:
    nearest = _show_button(number, answer) if answer.nearest else ""
    near = answer.missing == NEAR_ANSWER
    rest = "No sentence in them answers this question, so none is made up."
    if any(each.likeliest for each in answer.nearest):
        rest = "What comes nearest in them is highlighted; whether it answers is not sure."
    elif near:
        rest = "Read them in place."
    return (
        f'<div class="fn-not-found"><p class="fn-not-found-title">{answer.refusal}</p>'
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
        return f'<p class="fn-sentence">{dated_html(sentence)}{sources}</p>{turn_html(sentence)}'
    quoted = source_name(sentence.citations[0].article)
    return (
        f'<blockquote class="fn-sentence fn-quoted"><p>{dated_html(sentence)}{sources}'
        f"</p><footer>in the words of {safe(quoted)}</footer></blockquote>{turn_html(sentence)}"
    )


def _marker_html(number: int, citation: Citation, *, first: bool) -> str:
    """A marker; the first one of a citation is where "Back to the answer" leads."""
    name = safe(f"Source {citation.number}: {source_name(citation.article)}")
    identity = f' id="marker-{number}-{citation.number}"' if first else ""
    return (
        f'<button type="button" class="fn-marker"{identity} '
        f'data-exchange="{number}" data-card="source-{number}-{citation.number}" '
        f'aria-label="{name}" title="{name}">{citation.number}</button>'
    )


def _status_html(exchange: Exchange) -> str:
    if exchange.progress is Progress.RUNNING:
        return f'<p class="fn-stage">{safe(exchange.stage or "starting")}</p>'
    if exchange.answer is None:
        reason = f"<br>{safe(exchange.message)}" if exchange.message else ""
        return f'<p class="fn-ended">{ENDED[exchange.progress]}{reason}</p>'
    answer = exchange.answer
    notices = "".join(f'<p class="fn-notice">{safe(notice)}</p>' for notice in answer.notices)
    if answer.outcome is not Outcome.ANSWERED:
        return notices
    parts = [_show_button(exchange.number, answer), f"<span>{answer.seconds:.1f} s</span>"]
    if dropped_note(answer):
        parts.append(f"<span>{safe(dropped_note(answer))}</span>")
    if derived_note(answer):
        parts.append(f"<span>{safe(derived_note(answer))}</span>")
    return f'{notices}<p class="fn-status">{"".join(parts)}</p>'


def _show_button(number: int, answer: Answer) -> str:
    before = "See the " if answer.outcome is Outcome.NOT_FOUND else ""
    return (
        f'<button type="button" class="fn-show" data-exchange="{number}">'
        f"{before}{safe(source_summary(answer))}</button>"
    )
