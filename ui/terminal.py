"""An answer in a terminal: sentences as they come, then their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from index.refresh import RefreshReport
from index.types import Article
from qa.types import (
    Answer,
    Citation,
    Event,
    Finished,
    Nearest,
    Outcome,
    Sentence,
    Stage,
    Verdict,
)
from ui.dates import as_of_words, dated_parts, derived_note, derived_words
from ui.view import (
    byline,
    context_span,
    dropped_note,
    format_date,
    independence_note,
    limits_line,
    one_line,
    searched_for,
    turn_note,
)

FILE_WIDTH = 240
"""Columns of a table that is not written to a terminal."""


def standard_output() -> Console:
    """Standard output, wide where no window limits it."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=FILE_WIDTH)


def standard_error() -> Console:
    return Console(stderr=True, highlight=False)


def show_stream(events: Iterable[Event], out: Console, status: Console) -> Answer:
    """Print each sentence once it is checked, then the sources; return the answer.

    Text from articles is printed as it is: no console markup in it is obeyed, and control
    characters, which could command the terminal, are left out.
    """
    answer: Answer | None = None
    with status.status("starting") as spinner:
        for event in events:
            match event:
                case Stage(text=text):
                    spinner.update(_clean(text))
                case Sentence():
                    _print(_sentence_text(event), out)
                    if note := turn_note(event):
                        _print_indented(note, out)
                case Finished(answer=finished):
                    answer = finished
    if answer is None:
        raise AssertionError("a stream ends with Finished")
    _show_rest(answer, out)
    return answer


def _sentence_text(sentence: Sentence) -> Text:
    if sentence.disagreement:
        return _disagreement_text(sentence)
    style = "italic" if sentence.verdict is Verdict.QUOTED else ""
    line = Text(style=style)
    for words, derived in dated_parts(sentence):
        line.append(_clean(words))
        if derived:
            line.append(f" ({derived_words(sentence, derived)})", style="not italic dim")
    if sentence.as_of:
        line.append(f" ({as_of_words(sentence)})", style="not italic dim")
    _append_markers(line, sentence.citations)
    if note := independence_note(sentence):
        line.append(f" {note}", style="not italic dim")
    return line


def _disagreement_text(sentence: Sentence) -> Text:
    """In one line, each side with its markers."""
    line = Text("The articles disagree: ", style="bold")
    for place, side in enumerate(sentence.sides):
        line.append(f"{'; ' if place else ''}{_clean(side.text)}", style="not bold")
        _append_markers(line, side.citations)
    return line.append(".", style="not bold")


def _append_markers(line: Text, citations: Sequence[Citation]) -> None:
    markers = "".join(f"[{citation.number}]" for citation in citations)
    line.append(f" {markers}", style="not italic bold cyan")


def _show_rest(answer: Answer, out: Console) -> None:
    if answer.outcome is Outcome.TOLD:
        for told in answer.text.split("\n"):
            _print(Text(_clean(told)), out)
    elif answer.outcome is Outcome.NOT_FOUND:
        line = Text(answer.refusal, style="bold")
        if answer.missing:
            line.append(f" {_clean(answer.missing)}", style="not bold")
        _print(line, out)
        if answer.nearest:
            _print(Text("\nNearest passages", style="bold"), out)
        for near in answer.nearest:
            _show_nearest(near, out)
    else:
        if answer.missing:
            _print(Text(_clean(answer.missing)), out)
        _print(Text("\nSources", style="bold"), out)
    for citation in answer.citations:
        _show_citation(citation, out)
    searched = searched_for(answer)
    notes = [f"Searched for: {searched}"] if searched else []
    notes += [limits_line(answer.within), dropped_note(answer), derived_note(answer)]
    notes += answer.notices
    for note in filter(None, notes):
        _print(Text(_clean(note), style="dim"), out)


def _show_citation(citation: Citation, out: Console) -> None:
    line = Text(f"[{citation.number}] ", style="bold cyan")
    _print(line.append(_clean(byline(citation.article)), style="not bold default"), out)
    _print_indented(one_line(citation.quote), out)
    _print_indented(citation.article.url or citation.article.path, out)


def _show_nearest(near: Nearest, out: Console) -> None:
    """The statement that nearly answers, or else how the passage begins."""
    begins = near.passage.start
    start, end = near.likeliest or context_span(near.article, begins, begins)
    _print(Text(f"- {_clean(byline(near.article))}"), out)
    _print_indented(one_line(near.article.text[start:end]), out)


def _print(line: Text, out: Console) -> None:
    """Wrapped for a terminal; in one line for a file or another program."""
    out.print(line, soft_wrap=not out.is_terminal)


def _print_indented(text: str, out: Console) -> None:
    if out.is_terminal:
        out.print(Padding(Text(_clean(text), style="dim"), (0, 0, 0, 4), expand=False))
    else:
        _print(Text(f"    {_clean(text)}"), out)


def _clean(text: str) -> str:
    """Without control characters; an article must not be able to drive the terminal."""
    return "".join(character for character in text if character.isprintable() or character == "\n")


def show_articles(articles: Sequence[tuple[Article, int]], out: Console) -> None:
    """A table of articles, each with its number of passages."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("Title", "Publisher", "Author"):
        table.add_column(name, overflow="fold")
    table.add_column("Date", no_wrap=True)
    table.add_column("Passages", justify="right")
    table.add_column("File", overflow="fold")
    for article, passages in articles:
        cells = [article.label, article.publisher or "", article.author or "", format_date(article)]
        texts = [Text(_clean(one_line(cell))) for cell in (*cells, article.path)]
        table.add_row(*texts[:-1], str(passages), texts[-1])
    out.print(table)


def show_refresh(report: RefreshReport, out: Console) -> None:
    """What indexing a folder did, and what it skipped and why."""
    counts = [
        f"{len(paths)} {name}"
        for name, paths in (
            ("added", report.added),
            ("changed", report.changed),
            ("removed", report.removed),
            ("unchanged", report.unchanged),
            ("skipped", report.skipped),
        )
    ]
    out.print(Text(", ".join(counts)))
    for path, reason in report.skipped:
        shown = reason if path in reason else f"{path}: {reason}"
        out.print(Text(f"skipped {_clean(shown)}", style="yellow"))
