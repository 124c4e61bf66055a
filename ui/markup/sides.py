"""What stands beside a sentence, as HTML: sides that disagree, how many sources, a turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.types import Citation, Sentence
from ui.markup.parts import safe
from ui.view import independence_note, turn_note

DISAGREE = "The articles disagree"

Markers = Callable[[Sequence[Citation]], str]
"""Citations as a group of buttons."""


def disagreement_html(sentence: Sentence, markers: Markers) -> str:
    """A sentence with sides: a heading, then one line for each with its markers."""
    sides = "".join(
        f"<li>{safe(side.text)}{markers(side.citations)}</li>" for side in sentence.sides
    )
    return (
        f'<div class="fn-sentence fn-disagreement"><p class="fn-disagreement-title">{DISAGREE}</p>'
        f"<ul>{sides}</ul></div>"
    )


def independence_html(sentence: Sentence) -> str:
    """ "2 independent sources", or "" where the sentence has one source."""
    note = independence_note(sentence)
    return f'<span class="fn-independent">{safe(note)}</span>' if note else ""


def turn_html(sentence: Sentence) -> str:
    """What the article goes on to say where that turns the sentence round, or ""."""
    note = turn_note(sentence)
    return f'<p class="fn-turn">{safe(note)}</p>' if note else ""
