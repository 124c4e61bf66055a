"""What the page does when a reader acts: functions from state to HTML, without gradio.

Each returns or yields a `Screen`; page.py puts it where it belongs.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import NamedTuple, Protocol

from index.errors import FootnoteError, UsageError
from index.types import ANYWHERE, Article, Filters
from qa.types import Event, Finished, History, Outcome, Sentence, Stage
from ui.conversation import Conversation, Exchange, Progress
from ui.markup import article_html, conversation_html, sources_html
from ui.view import source_summary

NO_ARTICLE = '<p class="fn-ended">There is no such article.</p>'
log = logging.getLogger(__name__)

FAILED = "Something went wrong while answering; the terminal that runs Footnote says what."


class Shelf(Protocol):
    """The part of a library that the page reads."""

    def articles(self) -> tuple[Article, ...]: ...
    def article(self, article_id: str, /) -> Article: ...


class Answering(Protocol):
    """What the page needs of an `Answerer`."""

    @property
    def library(self) -> Shelf: ...
    def stream(
        self, question: str, history: History = (), within: Filters = ANYWHERE
    ) -> Iterator[Event]: ...
    def can_answer(self, question: str) -> bool: ...


class Screen(NamedTuple):
    """Safe HTML for the three places of the page that change."""

    conversation: str
    sources: str
    announcement: str
    """Read out by screen readers: only what is new."""


def show(conversation: Conversation, announcement: str = "") -> Screen:
    exchanges = conversation.seen()
    return Screen(conversation_html(exchanges), sources_html(exchanges), escape(announcement))


def begin(
    question: str,
    conversation: Conversation,
    publishers: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> Screen:
    """Add the question to the conversation; a question still being answered is stopped.

    The days are in ISO 8601, or empty where none is set.
    """
    if not question.strip():
        return show(conversation, "Type a question first.")
    try:
        within = Filters(tuple(publishers), _day(since), _day(until))
    except UsageError as error:
        conversation.put(conversation.begin(question.strip()).refused(str(error)))
        return show(conversation, str(error))
    conversation.begin(question.strip(), within)
    return show(conversation, "Searching.")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write it as 2024-04-18") from error


def follow(answering: Answering, conversation: Conversation) -> Iterator[Screen]:
    """Answer the newest question, a screen for each event, until done or stopped.

    A question asked meanwhile is answered by the same stream. Left to a stream of its own it could
    be lost: gradio's browser closes its connection when the last stream ends, and a stream that
    joins at that moment is not heard.
    """
    while (exchange := conversation.claim()) is not None:
        if exchange.progress is not Progress.REFUSED:
            yield from _screens(answering, conversation, exchange)


def _screens(
    answering: Answering, conversation: Conversation, exchange: Exchange
) -> Iterator[Screen]:
    number = exchange.number
    history = conversation.history(before=number)
    try:
        for event in answering.stream(exchange.question, history, exchange.within):
            if not conversation.is_running(number):
                # The last screen of a stream is shown once more when it ends: not a stale one.
                yield show(conversation)
                return
            exchange = exchange.after(event)
            conversation.put(exchange)
            yield show(conversation, _announced(event))
    except FootnoteError as error:
        conversation.put(exchange.refused(str(error)))
        yield show(conversation, str(error))
    except Exception:  # whatever failed, the page must not wait for ever
        log.exception("answering %r failed", exchange.question)
        conversation.put(exchange.refused(FAILED))
        yield show(conversation, FAILED)


def _announced(event: Event) -> str:
    match event:
        case Stage(text=text):
            return text
        case Sentence():
            return event.marked
        case Finished(answer=answer) if answer.outcome is Outcome.NOT_FOUND:
            return f"{answer.text} {source_summary(answer)}."
        case Finished(answer=answer) if answer.outcome is Outcome.TOLD:
            return answer.text
        case Finished(answer=answer):
            return f"Done: {source_summary(answer)}."


def stop(conversation: Conversation) -> Screen:
    conversation.stop()
    return show(conversation, "Stopped.")


def begin_anew(conversation: Conversation) -> Screen:
    conversation.clear()
    return show(conversation, "New conversation.")


def open_article(answering: Answering, request: object) -> str:
    """The article that a card asks for, as HTML with the cited span highlighted.

    `request` comes from the browser, [article id, start, end], and is trusted with nothing.
    """
    match request:
        case [str(identity), int(start), int(end)]:
            try:
                return article_html(answering.library.article(identity), start, end)
            except UsageError:  # removed from the library since it was cited, or never there
                return NO_ARTICLE
    return NO_ARTICLE
