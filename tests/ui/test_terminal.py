from __future__ import annotations

import io
from datetime import date

from rich.console import Console

from index.refresh import RefreshReport
from qa.types import (
    NEAR_ANSWER,
    Answer,
    Citation,
    Finished,
    Outcome,
    Sentence,
    Stage,
    Verdict,
    is_refusal,
)
from tests.ui.fakes import ARTICLES, FakeAnswerer, make_article
from ui.terminal import FILE_WIDTH, show_articles, show_refresh, show_stream

NASTY = "\x1b[31mred\x07 [bold]not bold[/bold] [1]"


def printed(terminal: bool = False, width: int = 60) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, force_terminal=terminal, width=width, highlight=False), out


def quiet() -> Console:
    return Console(file=io.StringIO())


def test_an_article_cannot_drive_the_terminal() -> None:
    article = make_article("x.txt", NASTY, NASTY, NASTY)
    citation = Citation(1, NASTY, 0, len(NASTY), article)
    sentence = Sentence(NASTY, (citation,), Verdict.SUPPORTED)
    answer = Answer("q", "q", Outcome.ANSWERED, (sentence,), (), notices=(NASTY,))
    console, out = printed()
    shown = show_stream([Stage(NASTY), sentence, Finished(answer)], console, quiet())
    assert shown is answer
    assert "\x1b" not in out.getvalue()
    assert "\x07" not in out.getvalue()
    assert "[31mred [bold]not bold[/bold] [1]" in out.getvalue()


def test_another_program_gets_one_line_for_each_sentence() -> None:
    console, out = printed()
    show_stream(FakeAnswerer().stream("Who wrote the symphony?"), console, quiet())
    lines = out.getvalue().splitlines()
    assert lines[:3] == ["The articles do not say.", "", "Nearest passages"]
    assert lines[3] == (
        "- The Harbour Herald, Harbour ferry to run every ten minutes from May, 2 April 2025"
    )
    nearly = (
        "The harbour ferry will run every ten minutes from the first of May, the port authority"
    )
    assert lines[4] == f"    {nearly} said on Tuesday."


def test_a_refusal_tells_what_is_missing_and_cannot_drive_the_terminal() -> None:
    console, out = printed(width=FILE_WIDTH)
    answerer = FakeAnswerer()
    answerer.missing = f"No article names {NASTY}."
    show_stream(answerer.stream("Who wrote the symphony?"), console, quiet())
    line = "The articles do not say. No article names [31mred [bold]not bold[/bold] [1]."
    assert out.getvalue().splitlines()[0] == line


def test_what_is_nearly_answered_is_not_flatly_denied() -> None:
    console, out = printed(width=FILE_WIDTH)
    answerer = FakeAnswerer()
    answerer.missing = NEAR_ANSWER
    show_stream(answerer.stream("Who wrote the symphony?"), console, quiet())
    line = f"The articles do not surely say. {NEAR_ANSWER}"
    assert out.getvalue().splitlines()[0] == line
    assert is_refusal(line)


def test_a_terminal_gets_wrapped_lines() -> None:
    console, out = printed(terminal=True)
    show_stream(FakeAnswerer().stream("Who wrote the symphony?"), console, quiet())
    assert max(len(line) for line in out.getvalue().splitlines()) < 80


def test_articles_are_listed_with_what_they_state() -> None:
    console, out = printed(width=FILE_WIDTH)
    bare = make_article("bare.txt", "Only a few words", published=date(2024, 2, 1))
    show_articles([(ARTICLES[0], 3), (bare, 1)], console)
    rows = out.getvalue().splitlines()
    assert rows[0].split() == ["Title", "Publisher", "Author", "Date", "Passages", "File"]
    assert rows[1].split("  ")[0] == "Harbour ferry to run every ten minutes from May"
    assert rows[1].endswith(f" 3  {ARTICLES[0].path}")
    assert "The Harbour Herald" in rows[1]
    assert "1 February 2024" in rows[2]


def test_a_refresh_says_what_was_skipped_and_why() -> None:
    console, out = printed()
    skipped = (("bad.txt", "bad.txt is a binary file"), ("x.txt", "cannot be read"))
    show_refresh(RefreshReport(("a", "b"), (), ("c",), (), skipped), console)
    assert out.getvalue().splitlines() == [
        "2 added, 0 changed, 1 removed, 0 unchanged, 2 skipped",
        "skipped bad.txt is a binary file",
        "skipped x.txt: cannot be read",
    ]


def test_what_footnote_says_of_its_library_is_shown_without_sources() -> None:
    told = Answer("q", "q", Outcome.TOLD, (), (), told=f"Here are 2 articles.\n- {NASTY}\n- B")
    console, out = printed()
    show_stream([Finished(told)], console, quiet())
    lines = out.getvalue().splitlines()
    assert lines == ["Here are 2 articles.", "- [31mred [bold]not bold[/bold] [1]", "- B"]
