"""An answer as data and as plain text: JSON for programs, Markdown and prose for people.

Pure functions; nothing here knows of a page or a terminal.
"""

from __future__ import annotations

import re
from typing import Any

from index.types import Article, Filters, Span
from qa.language.addresses import ADDRESS
from qa.language.contractions import full_forms
from qa.language.wording import counted, format_day, quoted
from qa.types import Answer, Citation, DerivedDate, Nearest, Outcome, Sentence
from ui.dates import dated_answer, dated_text, derived_note, derived_words

CONTEXT_CHARACTERS = 900
"""The most that is shown of a paragraph around a quote; a longer paragraph is cut at words."""


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """The answer as JSON types only; every offset counts code points of the article's text."""
    return {
        "question": answer.question,
        "standalone": answer.standalone,
        "filters": _filters_to_json(answer.within),
        "outcome": str(answer.outcome),
        "text": answer.text,
        "missing": answer.missing,
        "sentences": [_sentence_to_json(sentence) for sentence in answer.sentences],
        "citations": [_citation_to_json(citation) for citation in answer.citations],
        "nearest": [_nearest_to_json(each) for each in answer.nearest],
        "dropped": answer.dropped,
        "notices": list(answer.notices),
        "seconds": round(answer.seconds, 3),
    }


def article_to_json(article: Article) -> dict[str, Any]:
    """What the article states about itself, without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "path": article.path,
    }


def _filters_to_json(within: Filters) -> dict[str, Any]:
    return {
        "publishers": list(within.publishers),
        "since": within.since.isoformat() if within.since else None,
        "until": within.until.isoformat() if within.until else None,
        "articles": list(within.articles),
    }


def _sentence_to_json(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "citations": [citation.number for citation in sentence.citations],
        "verdict": str(sentence.verdict),
        "independent_sources": sentence.independent_sources,
        "disagreement": sentence.disagreement,
        "sides": [
            {"text": side.text, "citations": [citation.number for citation in side.citations]}
            for side in sentence.sides
        ],
        "dates": [_derived_to_json(sentence, derived) for derived in sentence.dates],
        "as_of": sentence.as_of.isoformat() if sentence.as_of else None,
        "goes_on": sentence.goes_on,
        "dated_text": dated_text(sentence),
    }


def _derived_to_json(sentence: Sentence, derived: DerivedDate) -> dict[str, Any]:
    """Its offsets count code points of the sentence's text."""
    return {
        "start": derived.start,
        "end": derived.end,
        "first": derived.first.isoformat(),
        "last": derived.last.isoformat(),
        "shown": derived_words(sentence, derived),
        "published": derived.published.isoformat(),
    }


def _citation_to_json(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "article": article_to_json(citation.article),
    }


def _nearest_to_json(near: Nearest) -> dict[str, Any]:
    """`likeliest` is the statement that most nearly answers, or null."""
    start, end = near.likeliest or (0, 0)
    likeliest = {"text": near.article.text[start:end], "start": start, "end": end}
    return {
        "text": near.passage.text,
        "start": near.passage.start,
        "end": near.passage.end,
        "score": round(float(near.score), 4),
        "likeliest": likeliest if near.likeliest else None,
        "article": article_to_json(near.article),
    }


def answer_to_markdown(answer: Answer) -> str:
    """The answer with its sources listed below, for pasting into a document.

    Text from articles is escaped, so that nothing in it becomes a link, an image or HTML: an
    address in it is shown, and leads nowhere.
    """
    lines = [_escape_markdown(line) for line in dated_answer(answer).split("\n")] + [""]
    for citation in answer.citations:
        quote = _escape_markdown(citation.quote)
        lines.append(f"[{citation.number}] {_escape_markdown(byline(citation.article))}: {quote}  ")
    for near in answer.nearest:
        start, end = near.likeliest or (near.passage.start, near.passage.end)
        text = _escape_markdown(near.article.text[start:end])
        lines.append(f"- {_escape_markdown(byline(near.article))}: {text}")
    unanswered = "" if answer.outcome is Outcome.NOT_FOUND else answer.missing
    notes = [turn_note(sentence, with_number=True) for sentence in answer.sentences]
    notes += [unanswered, derived_note(answer), limits_line(answer.within)]
    for note in filter(None, notes):
        lines += ["", _escape_markdown(note)]
    return "\n".join(lines).rstrip() + "\n"


def _escape_markdown(text: str) -> str:
    """The text on one line, as text: what looks like an address is a piece of code.

    Many renderers make links of bare addresses; in code none does.
    """
    line = one_line(text)
    parts, end = [], 0
    for match in ADDRESS.finditer(line):
        parts += [_escape_marks(line[end : match.start()]), f"`{match.group()}`"]
        end = match.end()
    return "".join([*parts, _escape_marks(line[end:])])


def _escape_marks(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for character in "\\`*_!#|~":
        escaped = escaped.replace(character, "\\" + character)
    # "](" makes a link of brackets, and "]:" one of every marker "[1]"; markers such as [1] stay
    # readable without.
    return re.sub(r"\](?=[(:])", r"]\\", escaped)


def byline(article: Article) -> str:
    """Publisher, title and date, as far as the article states them."""
    known = [article.publisher, article.label, format_date(article)]
    return ", ".join(part for part in known if part)


def format_date(article: Article) -> str:
    """The day of publication as "18 April 2024", or "" where the article states none."""
    return format_day(article.published) if article.published else ""


def limits_line(within: Filters) -> str:
    """ "Only The Herald or KTV; from 1 May 2024", or "" where nothing is limited."""
    parts = [" or ".join(within.publishers)]
    if within.since and within.until:
        parts.append(f"{format_day(within.since)} to {format_day(within.until)}")
    elif within.since:
        parts.append(f"from {format_day(within.since)}")
    elif within.until:
        parts.append(f"until {format_day(within.until)}")
    parts.append(" or ".join(within.articles))
    return f"Only {'; '.join(filter(None, parts))}" if within else ""


def one_line(text: str) -> str:
    return " ".join(text.split())


def searched_for(answer: Answer) -> str:
    """The question that was searched for, where more was made of it than "What is" of "What's"."""
    standalone = one_line(answer.standalone)
    same = full_forms(standalone) == full_forms(one_line(answer.question))
    return "" if same else standalone


def context_span(article: Article, start: int, end: int) -> Span:
    """The paragraph around a quote, shortened at words to about `CONTEXT_CHARACTERS`.

    Always contains `start` to `end`, and never reaches outside the article's text.
    """
    first, last = _paragraph_span(article, start, end)
    spare = max(0, CONTEXT_CHARACTERS - (end - start)) // 2
    if start - first > spare:
        first = _next_word(article.text, start - spare, start)
    if last - end > spare:
        last = _previous_word_end(article.text, end, end + spare)
    return first, last


def _paragraph_span(article: Article, start: int, end: int) -> Span:
    for first, last in article.body:
        if first <= start and end <= last:
            return first, last
    line_start = article.text.rfind("\n", 0, start) + 1
    line_end = article.text.find("\n", end)
    return line_start, len(article.text) if line_end < 0 else line_end


def _next_word(text: str, position: int, limit: int) -> int:
    """The first word start at or after `position`, at most `limit`."""
    while position < limit and not text[position - 1].isspace():
        position += 1
    return position


def _previous_word_end(text: str, limit: int, position: int) -> int:
    """The last word end at or before `position`, at least `limit`."""
    while position > limit and not text[position].isspace():
        position -= 1
    return position


def source_summary(answer: Answer) -> str:
    """ "3 sources from 2 articles", for the line under an answer."""
    if answer.outcome is Outcome.NOT_FOUND:
        return counted(len(answer.nearest), "nearest passage")
    articles = {citation.article.id for citation in answer.citations}
    sources = counted(len(answer.citations), "source")
    return f"{sources} from {counted(len(articles), 'article')}"


def independence_note(sentence: Sentence) -> str:
    """ "2 independent sources"; "" where one article is cited, or it was not counted."""
    articles = {citation.article.id for citation in sentence.citations}
    if len(articles) < 2 or not sentence.independent_sources:
        return ""
    return counted(sentence.independent_sources, "independent source")


def turn_note(sentence: Sentence, *, with_number: bool = False) -> str:
    """ "The article goes on: “But …”"; "" where it does not turn round what is told.

    Args:
        with_number: "Source 2 goes on: …", for where the note stands apart from its sentence.
    """
    if not sentence.goes_on:
        return ""
    who = f"Source {sentence.citations[0].number}" if with_number else "The article"
    return f"{who} goes on: {quoted(sentence.goes_on)}"


def dropped_note(answer: Answer) -> str:
    """How many drafted sentences were held back, in words; "" for none."""
    if not answer.dropped:
        return ""
    verb = "was" if answer.dropped == 1 else "were"
    return f"{counted(answer.dropped, 'drafted sentence')} {verb} not supported and not shown."
