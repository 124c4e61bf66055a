"""Telling an article's evidence from what surrounds it on a page.

Each line is judged first by itself (a byline, "Share this", "[ad_1]"), then by its place: the
headline and its repetitions, labels above the text, lists under "Related stories", what follows
"Comments". A line of prose is kept unless its opening is unmistakable: losing a sentence of the
article costs more than keeping a line of furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from index.bylines import EMAIL, NEWSROOM, PAPERS, email_host
from index.lines import Line, ends_sentence, is_prose, words_key
from index.metadata import Metadata, read_statement
from index.sitewords import is_boilerplate, is_control, is_heading, opens_comments

LONGEST_FURNITURE = 500
"""Characters; longer lines are paragraphs, and not worth matching against every pattern."""
LABEL_WORDS = 3
"""Above the text, a line of so few words is a section's name or a button."""
TITLE_WORDS = 30
"""A longer first line is the first paragraph of an article without a title."""
REPEATED_WORDS = 4
"""From so many words on, a line said twice is a doubled caption or headline, not chance."""
RESUMING_WORDS = 12
"""After a late "Related stories", a sentence this long is the article again, not a teaser."""
ARTICLE_WORDS = 100
"""With so much read, "Comments" is no button above the article, however many comments follow."""

_SITE_NAME = re.compile(r"(?P<title>.+\S)\s[|–—-]\s(?P<site>[^|–—]{2,40})")
_PLACED_NAME = re.compile(r"\S+(?: \S+){1,3} in \S+(?: \S+)?(?: and agencies)?")
_NAME = re.compile(r"[A-Z]\S+(?: [A-Z]\S+){1,3}")
_OUTLET = re.compile(
    rf"(?=[A-Z])(?:[A-Z]\S* ){{0,4}}(?i:{NEWSROOM}|{PAPERS})(?: [A-Z]\S*){{0,2}}(?:, .{{2,30}})?"
)
_BIOGRAPHY = re.compile(
    r"(?:,[^,.]*,)?\s(?:writes|edits|covers|is (?:an?|the)\b[^.]*\b(?:author|columnist|contributor"
    r"|correspondent|covers|critic|edits|editor|journalist|professor|reporter|writer|writes))\b"
)
LONGEST_BIOGRAPHY = 60
"""Words."""


class Kind(Enum):
    EVIDENCE = auto()
    TITLE = auto()
    ABOUT = auto()
    """States who, when or where it was published, or whom to write to."""
    FURNITURE = auto()


def sort_lines(lines: Sequence[Line], title: str | None = None) -> tuple[Kind, ...]:
    """The kind of each line, in order.

    Args:
        lines: all lines of one article.
        title: its headline where the file's format states one; otherwise the first line that
            reads like one is taken.
    """
    kinds = [_kind_alone(line.text) for line in lines]
    _leave_sections(lines, kinds)
    _adopt_neighbours(lines, kinds)
    headline = None if title else _headline(lines, kinds)
    if headline is not None:
        kinds[headline] = Kind.TITLE
        title = split_site_name(lines, headline).title
    _drop_labels(lines, kinds)
    _drop_repeats(lines, kinds, title)
    _drop_crumbs(lines, kinds)
    _drop_biography(lines, kinds)
    _drop_tail(lines, kinds)
    _forget_midway(lines, kinds)
    return tuple(kinds)


def split_site_name(lines: Sequence[Line], headline: int) -> Metadata:
    """Title and publisher of "Title | Publisher"; the title alone where that is all it is.

    A dash is common inside headlines: it parts a site's name only if another line repeats what
    stands before it.
    """
    line = lines[headline]
    match = _SITE_NAME.fullmatch(line.text)
    if match is None:
        return Metadata(title=line.text)
    before = words_key(match["title"])
    repeated = any(words_key(other.text) == before for other in lines)
    barred = line.text[match.end("title") :].lstrip().startswith("|")
    if repeated or (barred and match["site"][0].isupper()):
        return Metadata(title=match["title"], publisher=match["site"].strip())
    return Metadata(title=line.text)


def _kind_alone(text: str) -> Kind:
    if len(text) > LONGEST_FURNITURE:
        return Kind.EVIDENCE
    if read_statement(text) is not None:
        return Kind.ABOUT
    if is_boilerplate(text) or is_control(text) or is_heading(text):
        return Kind.ABOUT if email_host(text) else Kind.FURNITURE
    return Kind.EVIDENCE


def _leave_sections(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Drop the list under a heading such as "Related stories", and all that follows "Comments"."""
    written = sum(line.words for line, kind in zip(lines, kinds, strict=True) if _reads(line, kind))
    read = 0
    listing = False
    for i, line in enumerate(lines):
        resumes = _reads(line, kinds[i]) and (line.words >= RESUMING_WORDS or 2 * read < written)
        if opens_comments(line.text) and (2 * read > written or read >= ARTICLE_WORDS):
            _drop_rest(lines, kinds, i)
            return
        if is_heading(line.text):
            listing = read > 0  # above the text it is one of the site's own menus
        elif listing and resumes:
            listing = line.text.endswith(("...", "…"))
        if listing and not _names_holder(line.text):
            kinds[i] = Kind.FURNITURE
        elif _reads(line, kinds[i]):
            read += line.words


def _adopt_neighbours(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Names that stand alone: "Jane Doe" beside her address, "Jane Doe in Seoul" above the date."""
    prose = _prose(lines, kinds)
    header_end = prose[0] if prose else 0
    for i, line in enumerate(lines):
        if kinds[i] is not Kind.EVIDENCE:
            continue
        beside = [near for near in (i - 1, i + 1) if 0 <= near < len(lines)]
        if _NAME.fullmatch(line.text) and any(_asks_for_name(lines[n].text) for n in beside):
            fits = True
        else:
            leans = _PLACED_NAME.fullmatch(line.text) or _OUTLET.fullmatch(line.text)
            fits = bool(leans) and i < header_end and any(kinds[n] is Kind.ABOUT for n in beside)
        if fits and read_statement(line.text, beside=True):
            kinds[i] = Kind.ABOUT


def _asks_for_name(text: str) -> bool:
    """ "By" alone, or an e-mail address alone."""
    return text.casefold().rstrip(" :") == "by" or EMAIL.fullmatch(text) is not None


def _drop_rest(lines: Sequence[Line], kinds: list[Kind], start: int) -> None:
    for i in range(start, len(lines)):
        if not _names_holder(lines[i].text):
            kinds[i] = Kind.FURNITURE


def _names_holder(text: str) -> bool:
    """Copyright lines stand below everything else and still speak of the article."""
    statement = read_statement(text)
    return statement is not None and statement.holder is not None and statement.url is None


def _headline(lines: Sequence[Line], kinds: Sequence[Kind]) -> int | None:
    """The first line of the article, if it reads like a headline and an article follows."""
    rest = [i for i, kind in enumerate(kinds) if kind is Kind.EVIDENCE]
    if len(rest) > 1 and lines[rest[0]].words < LABEL_WORDS and _is_headline(lines[rest[1]]):
        rest = rest[1:]
    return rest[0] if len(rest) > 1 and _is_headline(lines[rest[0]]) else None


def _is_headline(line: Line) -> bool:
    if line.words > TITLE_WORDS:
        return False
    return not ends_sentence(line.text) or (line.text[-1] in "?!’'”\"" and not is_prose(line.text))


def _drop_labels(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Section names, buttons and the like above the first sentence."""
    prose = _prose(lines, kinds)
    for i in range(prose[0] if prose else 0):
        short = lines[i].words <= LABEL_WORDS and not ends_sentence(lines[i].text)
        if kinds[i] is Kind.EVIDENCE and short:
            kinds[i] = Kind.FURNITURE


def _drop_repeats(lines: Sequence[Line], kinds: list[Kind], title: str | None) -> None:
    """The headline again, and lines said before."""
    seen = {words_key(title)} if title else set()
    for i, line in enumerate(lines):
        if kinds[i] is not Kind.EVIDENCE:
            continue
        key = words_key(line.text)
        if key in seen:
            kinds[i] = Kind.FURNITURE
        elif line.words >= REPEATED_WORDS:
            seen.add(key)


def _drop_crumbs(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Single words between paragraphs: a picture's credit, a button."""
    for i, line in enumerate(lines):
        if kinds[i] is Kind.EVIDENCE and line.words == 1 and not ends_sentence(line.text):
            kinds[i] = Kind.FURNITURE


def _drop_biography(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """What a last sentence says of the author, whose name stands alone above it or in a byline."""
    prose = _prose(lines, kinds)
    if len(prose) < 2:
        return
    last = prose[-1]
    text = lines[last].text
    first = text.split()[0].casefold()
    name = _NAME.fullmatch(lines[last - 1].text)
    if name and prose[-2] != last - 1 and first in name.group().casefold().split():
        kinds[last - 1] = kinds[last] = Kind.FURNITURE
    elif lines[last].words <= LONGEST_BIOGRAPHY:
        about = (read_statement(line.text) for line in _of_kind(lines, kinds, Kind.ABOUT))
        authors = [each.author for each in about if each is not None and each.author]
        if any(text.startswith(a) and _BIOGRAPHY.match(text[len(a) :]) for a in authors):
            kinds[last] = Kind.FURNITURE


def _of_kind(lines: Sequence[Line], kinds: Sequence[Kind], wanted: Kind) -> list[Line]:
    return [line for line, kind in zip(lines, kinds, strict=True) if kind is wanted]


def _drop_tail(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Below the last sentence, everything after the first byline, address or button."""
    prose = _prose(lines, kinds)
    below = False
    for i in range(prose[-1] + 1 if prose else len(lines), len(lines)):
        if kinds[i] is not Kind.EVIDENCE:
            below = True
        elif below:
            kinds[i] = Kind.FURNITURE


def _forget_midway(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """A name or date between paragraphs deep in the text is not the article's own."""
    prose = _prose(lines, kinds)
    if len(prose) < 6:
        return
    for i in range(prose[3], prose[-2]):
        if kinds[i] is Kind.ABOUT:
            kinds[i] = Kind.FURNITURE


def _prose(lines: Sequence[Line], kinds: Sequence[Kind]) -> list[int]:
    return [i for i, line in enumerate(lines) if _reads(line, kinds[i])]


def _reads(line: Line, kind: Kind) -> bool:
    return kind is Kind.EVIDENCE and is_prose(line.text)
