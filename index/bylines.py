"""Who wrote an article and for whom, from lines such as "By Jane Doe | Reuters".

Nobody's name is listed here: a line is recognised by its shape (capitalised words beside "By", an
e-mail address, a bar, a newsroom's word such as "correspondent"), and only when all of it fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dates import read_date_line
from index.lines import is_prose

LONGEST_BYLINE = 25
"""Words; a longer line is never read as a byline."""

EMAIL = re.compile(r"[\w.+-]+@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_MAIL_PROVIDERS = frozenset({"gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com"})
"""Hosts that give addresses to anyone: their names say nothing about a publisher."""

_TOKEN = r"(?:[^\W\d_a-zß-öø-ÿ][\w'’.-]*)"
_PARTICLE = r"(?:van|von|de|del|della|der|den|di|da|dos|du|la|le|bin|ibn|al|el|ten|ter)"
_NAME = rf"{_TOKEN}(?:\s(?:{_PARTICLE}\s){{0,2}}{_TOKEN}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,\s{_NAME})*,?\s(?:and|AND|&)\s{_NAME})?"
NEWSROOM = (
    r"\b(?:news|press|agency|times|post|herald|journal|daily|weekly|tv|television|radio|network"
    r"|media|wire|today|tribune|gazette|telegraph|chronicle|bulletin|broadcasting|magazine)\b"
)
"""Words of which newspapers, stations and agencies make their names."""
PAPERS = (
    r"\b(?:advertiser|argus|courier|dispatch|echo|examiner|globe|guardian|independent|inquirer|ledger"
    r"|mercury|mirror|monitor|observer|review|sentinel|standard)\b"
)
"""More such words, which people are called by as well."""
_NEWSROOM = re.compile(NEWSROOM, re.IGNORECASE)
_PAPER = re.compile(PAPERS, re.IGNORECASE)
_PLACES = re.compile(r"The (?:Bahamas|Bronx|Gambia|Hague|Netherlands|Philippines)")
_ROLE = re.compile(
    r"\b(?:staff|reporters?|writers?|correspondents?|editors?|columnists?|contributors?|analysts?"
    r"|desk|bureau(?:\schief)?|team|online|chief|producers?|newsroom)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\(?(?:by|(?:written|reported|published|posted|story|words|text|interview)\sby|authors?|byline|reporters?)"
    r"(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    rf"\(?(?:(?i:reporting|writing|report)\s(?i:by)\s)(?P<names>{_NAMES})", re.UNICODE
)
_CLOSING = re.compile(
    rf"(?:(?:Our|The)\s)?(?:[\w' -]{{0,60}}?\b(?i:correspondent|reporter|editor)\s)?"
    rf"(?P<name>{_NAME})\s"
    r"(?:reports|(?:has|tells\sus|filed|files)\s(?:more|(?:our|this|the)\s\w+)(?:\s\w+){0,2})\."
)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_TITLE_CASE = re.compile(
    rf"(?:[Tt]he\s)?{_TOKEN}(?:\s(?:(?:of|and|for|the|in|&)\s)*{_TOKEN}){{0,5}}"
)
_HANDLE = re.compile(r"(?<!\w)@\w+")
_AGENCIES = re.compile(r"\sand\s(?:news\s)?agencies$")
_END_OF_NAME = r"(?=\s*(?:$|[,;|•·/()\[\]<>\t])|\s[–—-]{1,2}\s|\s(?:in|for)\s)"
_LEAD = re.compile(
    rf"(?:{_NAMES}{_END_OF_NAME}|(?P<single>(?:[Tt]he\s)?{_TOKEN})(?=\s*(?:$|[|•·/])))"
)
_PREPOSITION = re.compile(r"^\s(?:in|for)\s")
_SEPARATOR = re.compile(r"\s*(?P<bar>[|•·/]|\s[–—-]{1,2}\s)\s*|\s*[,;\[\]()<>]+\s*|\t+")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line about the author states; all three may be None ("By staff reporter")."""

    author: str | None = None
    publisher: str | None = None
    host: str | None = None
    """The part after the @ of an e-mail address, where it belongs to a publisher."""


def read_byline(text: str, *, beside: bool = False) -> Byline | None:
    """What `text` states when the whole of it is a byline or a sign-off; None otherwise.

    With `beside`, it stands beside a date or another byline: then a name needs no "By" before it,
    and a publisher no name.
    """
    if len(text.split()) > LONGEST_BYLINE:
        return None
    return _closing(text) or _reporting(text) or _after_by(text) or _signed(text, beside)


def email_host(text: str) -> str | None:
    """The host of the first e-mail address in `text`, unless anyone can have an address there."""
    for match in EMAIL.finditer(text):
        host = match["host"].casefold()
        host = re.sub(r"^(?:e?mail|mx|www)\.(?=.+\.)", "", host)
        if host not in _MAIL_PROVIDERS:
            return host
    return None


def _closing(text: str) -> Byline | None:
    """ "Our foreign affairs correspondent Jane Doe reports." """
    match = _CLOSING.fullmatch(text)
    return Byline(_cased(match["name"])) if match else None


def _reporting(text: str) -> Byline | None:
    """ "(Reporting by Jane Doe in Seoul; Editing by John Roe)" """
    match = _REPORTING.match(text)
    return Byline(_cased(match["names"])) if match else None


def _after_by(text: str) -> Byline | None:
    """ "By Jane Doe, Tokyo correspondent", "BY JANE DOE [jane@example.com]", "By Reuters" """
    match = _BY.match(text)
    if match is None or (is_prose(text) and not EMAIL.search(text)):
        return None
    return _read_parts(text[match.end() :], written=True)


def _signed(text: str, beside: bool) -> Byline | None:
    """ "Jane Doe, Example News.", "Jane Doe jane@example.com", "Jane Doe, staff writer" """
    text = re.sub(r"^(?:Reporter|Correspondent|Staff (?:Writer|Reporter))\s+", "", text)
    match = re.match(rf"{_NAME}\b", text)
    if match is None or is_prose(text):
        return None
    found = _read_parts(text)
    if found is None or (found.author is None and not beside):
        return None
    role = re.match(rf"\s?[,|(•·].*{_ROLE.pattern}", text[match.end() :], re.IGNORECASE)
    return found if beside or role or found.publisher or EMAIL.search(text) else None


def _read_parts(text: str, *, written: bool = False) -> Byline | None:
    """The names, then parts that are each a role, place, publisher or date.

    Args:
        written: whether "By" stands before: "By Bob Ledger" is by a person.
    """
    host = email_host(text)
    text = _AGENCIES.sub("", _HANDLE.sub(" ", EMAIL.sub(" ", text)).strip(" .,;[]()<>|"))
    lead = _LEAD.match(text)
    if lead is None:
        return Byline(host=host) if not text or _is_detail(text) else None
    publisher = None
    barred = False
    for part in _SEPARATOR.split(_PREPOSITION.sub(_as_separator, text[lead.end() :])):
        part = (part or "").strip()
        if re.fullmatch(r"[|•·/–—-]{0,2}", part):
            barred = barred or bool(part)
        elif not _is_detail(part):
            return None
        elif publisher is None and _is_publisher(part, barred):
            publisher = part
    if _ROLE.search(lead.group()):
        return Byline(None, publisher, host)
    paper = _PAPER.search(lead.group()) and (not written or lead.group().startswith("The "))
    if lead["single"] or _NEWSROOM.search(lead.group()) or paper:
        return Byline(None, publisher or lead.group(), host)
    return Byline(_cased(lead.group()), publisher, host)


def _as_separator(match: re.Match[str]) -> str:
    """ " in Seoul" is a place, " for CNN" whom it was written for."""
    return " | " if match.group().strip() == "for" else ", "


def _is_publisher(part: str, barred: bool) -> bool:
    if _ROLE.search(part) or read_date_line(part):
        return False
    named = _NEWSROOM.search(part) or _PAPER.search(part) or _ACRONYM.fullmatch(part) or barred
    named = named or (part.startswith("The ") and not _PLACES.fullmatch(part))
    return bool(named and _TITLE_CASE.fullmatch(part))


def _is_detail(part: str) -> bool:
    """Whether a byline may go on with this: a role, a newsroom, a date or capitalised words."""
    if len(part.split()) > 6:
        return False
    words = _TITLE_CASE.fullmatch(part) or _ROLE.search(part) or _NEWSROOM.search(part)
    return bool(words or read_date_line(part) or re.fullmatch(r"\d{1,2}[- ]min\w*(?: read)?", part))


def _cased(names: str) -> str:
    """ "SARAH KIM" -> "Sarah Kim"; names with small letters stay as they are."""
    if any(word != word.upper() for word in names.split() if word != "and"):
        return names
    return re.sub(r"\bAnd\b", "and", names.title())
