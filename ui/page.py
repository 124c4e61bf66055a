"""The chat page: the question, the answer as it arrives, and beside it the sources.

`build_page` puts the page together and never launches it; server.py serves it. What each part
shows is made in markup.py, what happens on each action in handlers.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

import gradio as gr

from index.types import Article
from ui.conversation import Conversation
from ui.examples import example_questions
from ui.handlers import Answering, begin, begin_anew, follow, open_article, stop
from ui.masthead import library_line

TITLE = "Footnote"
_HERE = Path(__file__).parent
STYLE = (_HERE / "style.css").read_text(encoding="utf-8")
SCRIPT = (_HERE / "script.js").read_text(encoding="utf-8")

Limits = tuple[gr.Dropdown, gr.Textbox, gr.Textbox]
"""Publishers, first day, last day."""

_CHANGED = "watch('value', () => document.dispatchEvent(new Event('footnote:changed')));"
_READER = """
<dialog id="reader" aria-labelledby="reader-title">
  <div class="fn-reader-bar"><button type="button" class="fn-close">Close</button></div>
  <div id="reader-body" tabindex="-1"></div>
</dialog>
"""


def theme() -> gr.themes.Base:
    """Fonts of the reader's own system: nothing is fetched."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])


def build_page(answering: Answering, *, examples: int = 3) -> gr.Blocks:
    """The page for one answerer. Every visitor gets a conversation of their own."""
    articles = answering.library.articles()
    page: gr.Blocks
    with gr.Blocks(title=TITLE, fill_width=True, analytics_enabled=False) as page:
        state = gr.State(Conversation())
        _html(_masthead(library_line(articles)), "masthead")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                conversation = _html(
                    "",
                    "conversation",
                    template='<section aria-label="Conversation">${value}</section>',
                    script=_CHANGED,
                )
                suggestions = _suggestions(_answerable(answering, articles, examples))
                question, limits, ask, halt, anew = _composer(articles)
            with gr.Column(elem_id="margin"):
                sources = _html(
                    "",
                    "sources",
                    template='<aside aria-label="Sources">${value}</aside>',
                    script=_CHANGED,
                )
        announcement = _html(
            "", "announcement", template='<div role="status" aria-live="polite">${value}</div>'
        )
        _reader(answering)

        screen: list[gr.components.Component] = [conversation, sources, announcement]
        typed = [question.submit, ask.click]
        _wire_asking(answering, state, screen, question, limits, typed, question)
        for each in suggestions:
            _wire_asking(answering, state, screen, each, limits, [each.click], question)
        _on([halt.click], stop, [state], screen)
        _on([anew.click], begin_anew, [state], screen)
    return page


def _masthead(line: str) -> str:
    return f'<header class="fn-masthead"><h1>{TITLE}</h1><p>{escape(line)}</p></header>'


def _html(
    value: str, identity: str, *, template: str = "${value}", script: str | None = None
) -> gr.HTML:
    return gr.HTML(
        value,
        elem_id=identity,
        apply_default_css=False,
        html_template=template,
        js_on_load=script,
    )


def _answerable(answering: Answering, articles: Sequence[Article], count: int) -> tuple[str, ...]:
    """The first example questions that the articles do answer: an example must not disappoint.

    The last one asks for an overview.
    """
    offered = example_questions(articles, 3 * count)
    asked = islice(filter(answering.can_answer, offered), count)
    return (*asked, *filter(answering.can_answer, (OVERVIEW,)))


OVERVIEW = "What are these articles about?"


def _suggestions(questions: tuple[str, ...]) -> list[gr.Button]:
    with gr.Column(elem_id="suggestions"):
        return [gr.Button(question, elem_classes="fn-suggestion") for question in questions]


def _composer(
    articles: Sequence[Article],
) -> tuple[gr.Textbox, Limits, gr.Button, gr.Button, gr.Button]:
    with gr.Column(elem_id="composer"):
        question = gr.Textbox(
            label="Your question",
            placeholder="Ask the articles a question",
            elem_id="question",
            lines=1,
            max_lines=5,
            autofocus=True,
            container=True,
        )
        limits = _limits(articles)
        with gr.Row(elem_id="actions"):
            anew = gr.Button("New conversation", elem_id="anew")
            halt = gr.Button("Stop", elem_id="stop")
            ask = gr.Button("Ask", elem_id="ask", variant="primary")
    return question, limits, ask, halt, anew


def _limits(articles: Sequence[Article]) -> Limits:
    """What the answer may be limited to; it stays as it is set from question to question."""
    publishers = sorted({article.publisher for article in articles if article.publisher})
    with gr.Accordion("Only these articles", open=False, elem_id="limits"), gr.Row():
        names = gr.Dropdown(
            publishers, label="Publishers", multiselect=True, elem_id="limit-publishers", scale=2
        )
        since, until = (
            gr.Textbox(
                label=label,
                placeholder="YYYY-MM-DD",
                max_lines=1,
                elem_id=f"limit-{label.lower()}",
                elem_classes="fn-day",
                scale=1,
                min_width=150,
            )
            for label in ("From", "Until")
        )
    return names, since, until


def _reader(answering: Answering) -> gr.HTML:
    def read(request: object) -> str:
        return open_article(answering, request)

    return gr.HTML(
        html_template=_READER,
        apply_default_css=False,
        js_on_load=SCRIPT,
        server_functions=[read],
        elem_id="reader-frame",
    )


def _wire_asking(
    answering: Answering,
    state: gr.State,
    screen: list[gr.components.Component],
    source: gr.Textbox | gr.Button,
    limits: Limits,
    triggers: Sequence[Any],
    clear: gr.Textbox,
) -> None:
    """Show the question at once, outside the queue; then stream the answer, one at a time."""

    def ask(
        question: str,
        conversation: Conversation,
        publishers: list[str] | None,
        since: str | None,
        until: str | None,
    ) -> tuple[str, ...]:
        return (*begin(question, conversation, publishers or (), since, until), "")

    def answer(conversation: Conversation) -> Iterator[Sequence[Any]]:
        yield [gr.skip()] * len(screen)  # a stream without any output would empty the page
        yield from follow(answering, conversation)

    asked = _on(triggers, ask, [source, state, *limits], [*screen, clear])
    asked.then(
        answer,
        [state],
        screen,
        show_progress="hidden",
        trigger_mode="multiple",
        concurrency_limit=1,
        concurrency_id="answer",
        api_visibility="private",
    )


def _on(
    triggers: Sequence[Any], act: Callable[..., Any], inputs: Sequence[Any], outputs: Sequence[Any]
) -> Any:
    return gr.on(
        triggers,
        act,
        inputs,
        outputs,
        show_progress="hidden",
        queue=False,
        trigger_mode="multiple",
        api_visibility="private",
    )
