"""Days in words, and a sentence with the days that its words mean beside them.

What was worked out is kept apart from the sentence's own text, so that every view can show it as
what it is.
"""

from __future__ import annotations

from datetime import date, timedelta

from qa.language.closed_words import MONTHS, SHORT_MONTHS
from qa.language.wording import format_day
from qa.types import Answer, DerivedDate, Sentence

DERIVED_NOTE = "Dates in parentheses are worked out from the dates of the articles cited."


def format_days(first: date, last: date) -> str:
    """ "9 June 2025", "2–8 June 2025", "30 June – 6 July 2025", "May 2025", "2024"."""
    if first == last:
        return format_day(first)
    ends_month = last != date.max and (last + timedelta(days=1)).day == 1
    if first.day == 1 and ends_month and first.year == last.year:
        if first.month == last.month:
            return f"{first:%B} {first.year}"
        if first.month == 1 and last.month == 12:
            return str(first.year)
    if first.year != last.year:
        return f"{format_day(first)} – {format_day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} – {format_day(last)}"
    return f"{first.day}–{format_day(last)}"


def derived_words(sentence: Sentence, derived: DerivedDate) -> str:
    """What stands in parentheses: the days, or the year alone where the words name the month."""
    said = sentence.text[derived.start : derived.end].lower().replace(".", "").split()
    names = {*MONTHS, *SHORT_MONTHS}
    if any(word in names for word in said):
        return str(derived.first.year)
    return format_days(derived.first, derived.last)


def derived_reason(derived: DerivedDate) -> str:
    return f"worked out from the article’s date, {format_day(derived.published)}"


def dated_parts(sentence: Sentence) -> tuple[tuple[str, DerivedDate | None], ...]:
    """The sentence's text cut behind each word that has a derived date, with that date.

    The texts in order are the sentence's text; the last has no date.
    """
    parts: list[tuple[str, DerivedDate | None]] = []
    position = 0
    for derived in sentence.dates:
        parts.append((sentence.text[position : derived.end], derived))
        position = derived.end
    return (*parts, (sentence.text[position:], None))


def as_of_words(sentence: Sentence) -> str:
    """ "as of 5 March 2025", or "" where the question does not ask how things are."""
    return f"as of {format_day(sentence.as_of)}" if sentence.as_of else ""


def dated_text(sentence: Sentence) -> str:
    """The sentence as plain text with its derived dates: "They met on Monday (9 June 2025)."."""
    text = "".join(
        f"{words} ({derived_words(sentence, derived)})" if derived else words
        for words, derived in dated_parts(sentence)
    )
    note = as_of_words(sentence)
    return f"{text} ({note})" if note else text


def dated_answer(answer: Answer) -> str:
    """The answer as plain text with its derived dates and markers, or the plain refusal."""
    marked = (
        s.marked if s.disagreement else dated_text(s) + s.marked[len(s.text) :]
        for s in answer.sentences
    )
    return " ".join(marked) or answer.text


def derived_note(answer: Answer) -> str:
    """Why dates stand in parentheses, for the end of an answer; "" where none do."""
    shown = any(sentence.dates or sentence.as_of for sentence in answer.sentences)
    return DERIVED_NOTE if shown else ""
