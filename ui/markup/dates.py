"""A sentence as HTML with the dates that were worked out for it, set off from its own words."""

from __future__ import annotations

from qa.types import Sentence, Verdict
from ui.dates import as_of_words, dated_parts, derived_reason, derived_words
from ui.markup.parts import safe

NEWEST = "the date of the newest article cited"


def dated_html(sentence: Sentence) -> str:
    """The sentence, each derived date behind its words, and as of when it holds.

    A quotation stands in quotation marks, which are not doubled where it has them already.
    """
    text = ""
    for words, derived in dated_parts(sentence):
        text += safe(words)
        if derived:
            text += _set_off(derived_words(sentence, derived), derived_reason(derived))
    has_marks = sentence.text[:1] in ("“", '"') and sentence.text[-1:] in ("”", '"')
    if sentence.verdict is Verdict.QUOTED and not has_marks:
        text = f"“{text}”"
    return text + (_set_off(as_of_words(sentence), NEWEST) if sentence.as_of else "")


def _set_off(words: str, reason: str) -> str:
    return f' <span class="fn-derived" title="{safe(reason)}">({safe(words)})</span>'
