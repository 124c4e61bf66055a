"""Title, publisher, author, date and URL, from what the file itself says.

What a format states as metadata (front matter, HTML) comes first; the lines of the text fill in
what is missing. Nothing is looked up and nobody is listed: where only an address is stated, the
publisher is its host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlsplit

from index.bylines import email_host, read_byline
from index.dates import cut_date, parse_date, read_date_line
from index.lines import Line, is_prose

STATEMENT_WORDS = 30
LONGEST_STATEMENT = 500
"""Characters. A line with more of either is never read as metadata."""

_FIELD_OF = {
    "title": ("title", "headline"),
    "author": ("author", "byline", "written by"),
    "publisher": ("source", "publisher", "publication", "outlet", "site"),
    "published": ("date", "published"),
    "url": ("url", "link", "permalink"),
    None: ("editor", "edited by", "translated by"),  # about the article, and of no use here
}
_FIELD = {label: field for field, labels in _FIELD_OF.items() for label in labels}
_LABEL = re.compile(
    rf"(?P<label>{'|'.join(_FIELD)})\s?[:：]\s*(?P<value>[^\s|•][^|•]*)", re.IGNORECASE
)
DATED_WORDS = 4
"""A date and a time with more words beside them are a sentence."""
LAST_DATELINE = 3
"""A dateline opens the first paragraph; captions may stand before it."""

_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_URL_LINE = re.compile(
    rf"(?:(?P<name>[^\W\d_][\w .&'-]{{1,40}}?)\s?[:|]?\s)?[<(\[]?(?P<url>{_URL.pattern})[>)\]]?"
)
_COPYRIGHT = re.compile(
    r"^(?:copyrights?\b(?=\W*(?:©|\(c\)|ⓒ|by\b|\d{4}))|©|\(c\)|ⓒ)(?:\s*(?:copyrights?\b|©|\(c\)|ⓒ|by\b|\d{4}(?:\s?[-–]\s?\d{4})?,?))*\s*"
    r"(?P<holder>[^.|,;:]*?)\s*(?:[.|,;:]|all rights? reserved|$)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"\ball rights? reserved\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d:\d{2}")
_DATELINE = re.compile(
    r"(?:(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]+(?:,\s[\w. ]{2,30})?"
    r"|[A-ZÀ-Þ]\w+(?:[\s-]\w+)?(?=\s\([A-Z]{2,5}\))),?\s)?"
    r"(?:(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?),?\s)?"
    r"\((?P<agency>[A-Z][\w&. -]{1,30})\)\s?(?:--|[—–-])"
)
_PLAIN_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30}(?:,\s[A-Z][\w. ]{1,30}){0,2}\s(?:--|[—–])\s(?=[“\"]?[A-ZÀ-Þ])"
)
"""A place alone: "OSLO — The court ...", not "NATO — the alliance"."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; None where nothing is stated."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """These values, filled up from `other`."""
        return Metadata(
            self.title or other.title,
            self.publisher or other.publisher,
            self.author or other.author,
            self.published or other.published,
            self.url or other.url,
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """What one line states; empty where the line is about the article but states nothing new."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    updated: date | None = None
    url: str | None = None
    holder: str | None = None
    """Of the copyright."""
    agency: str | None = None
    """Of a dateline."""
    host: str | None = None
    """Of an e-mail address."""


def read_statement(text: str, *, beside: bool = False) -> Statement | None:
    """What a line states when the whole of it is about the article; None for other lines.

    A line of several parts between bars ("Source: X | May 6, 2024 | Editor: Y") is one statement
    when every part is. With `beside`, the line stands next to such a line, and needs fewer signs.
    """
    if len(text) > LONGEST_STATEMENT or len(text.split()) > STATEMENT_WORDS:
        return None
    whole = _read_part(text, beside)
    if whole is not None:
        return whole
    parts = [part for part in re.split(r"\s*[|•·]\s*|\s{3,}", text) if part]
    read = [_read_part(part, beside) for part in parts]
    if len(parts) < 2 or any(part is None for part in read):
        return _dated_label(text)
    return _first_of([part for part in read if part is not None])


def read_dateline(text: str) -> Statement | None:
    """The agency and date of "SEOUL, April 18 (Yonhap) -- ...", which opens a line of prose."""
    match = _dateline(text)
    if match is None:
        return None
    day = match["day"]
    return Statement(agency=match["agency"], published=parse_date(day) if day else None)


def dateline_end(text: str) -> int:
    """Where the text of a paragraph begins, after its dateline; 0 where it has none."""
    match = _PLAIN_DATELINE.match(text) or _dateline(text)
    return len(text) - len(text[match.end() :].lstrip()) if match else 0


def _dateline(text: str) -> re.Match[str] | None:
    """A dateline with an agency: in brackets alone it is somebody's name."""
    match = _DATELINE.match(text)
    return match if match and (match["place"] or match["day"]) else None


def gather_metadata(
    stated: Metadata, headline: Metadata, about: Iterable[str], prose: Sequence[Line]
) -> Metadata:
    """Everything stated about an article, the firmest statement of each kind first.

    Args:
        stated: what the file's format states.
        headline: what the headline says.
        about: the text of the lines that are about the article, in order.
        prose: the lines that are.
    """
    about = list(about)
    said = [read_statement(line, beside=True) for line in about]
    said += [read_dateline(line.text) for line in prose[:LAST_DATELINE]]
    found = _first_of([statement for statement in said if statement is not None])
    host = found.host or next((host for line in about if (host := email_host(line))), None)
    return stated.or_else(
        Metadata(
            found.title or headline.title,
            found.publisher
            or headline.publisher
            or found.holder
            or found.agency
            or host
            or _url_host(found.url),
            found.author,
            found.published or found.updated,
            found.url,
        )
    )


def _read_part(text: str, beside: bool) -> Statement | None:
    for read in (_dates, _labelled, _address, _copyright):
        found = read(text)
        if found is not None:
            return found
    return _byline(text, beside)


def _dates(text: str) -> Statement | None:
    line = read_date_line(text)
    return Statement(published=line.published, updated=line.updated) if line else None


def _dated_label(text: str) -> Statement | None:
    """ "Culture 15:01 June 09, 2025": few words, a date and a time, which no headline has."""
    rest, published = cut_date(text)
    few = len(re.findall(r"[^\W\d_]+", rest)) <= DATED_WORDS
    return Statement(published=published) if few and published and _CLOCK.search(text) else None


def _labelled(text: str) -> Statement | None:
    """ "Source: Example News" and the like."""
    match = _LABEL.fullmatch(text)
    if match is None or is_prose(text):
        return None
    field, value = _FIELD[match["label"].casefold()], match["value"].rstrip()
    address = _URL.fullmatch(value)
    if field == "published":
        return Statement(published=parse_date(value))
    if field == "author":
        byline = read_byline(f"By {value}")
        return Statement(author=byline.author or value) if byline else Statement(author=value)
    if field == "url" or (address and field == "publisher"):
        return Statement(url=value) if address else None
    if field == "title":
        return Statement(title=value)
    return Statement(publisher=value) if field == "publisher" else Statement()


def _byline(text: str, beside: bool) -> Statement | None:
    names, published = cut_date(text)
    byline = read_byline(names, beside=beside or published is not None)
    if byline is None:
        return None
    return Statement(
        author=byline.author, publisher=byline.publisher, host=byline.host, published=published
    )


def _address(text: str) -> Statement | None:
    """A URL or an e-mail address alone, or with the name of whose it is."""
    match = _URL_LINE.fullmatch(text)
    if match:
        return Statement(url=match["url"], holder=match["name"])
    host = email_host(text)
    return Statement(host=host) if host and len(text.split()) == 1 else None


def _copyright(text: str) -> Statement | None:
    match = _COPYRIGHT.match(text)
    if match is None:
        return Statement() if _RIGHTS.search(text) and not is_prose(text) else None
    holder = match["holder"].strip(" -–—")
    # "© Agency" alone is a picture's credit
    whole = re.search(r"\d{4}|copyright|rights? reserved", text, re.IGNORECASE)
    named = whole and holder[:1].isupper() and len(holder.split()) <= 6
    return Statement(holder=holder if named else None)


def _first_of(statements: Sequence[Statement]) -> Statement:
    """For each kind of fact, the first statement that has it."""
    return Statement(
        **{
            field.name: next(
                (value for said in statements if (value := getattr(said, field.name))), None
            )
            for field in fields(Statement)
        }
    )


def _url_host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
