"""Markdown: front matter is metadata, the rest is the text without its marks.

One paragraph, heading or list item becomes one line. Raw HTML, images and link targets are left
out; what a link says stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.dates import parse_date
from index.metadata import Metadata
from index.readers.draft import Draft

_FRONT_MATTER = re.compile(
    r"\s*---[^\S\n]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)", re.DOTALL
)
_FIELD = re.compile(r"(?P<key>[A-Za-z_]+)\s*:\s*(?P<value>\S.*)")
_KEYS = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "publisher": ("publisher", "source", "site", "outlet", "publication"),
    "published": ("date", "published", "date_published", "pubdate"),
    "url": ("url", "link", "permalink", "canonical_url"),
}


def read_markdown(text: str) -> Draft:
    """Read CommonMark, with YAML-like `key: value` front matter between `---` lines."""
    match = _FRONT_MATTER.match(text)
    stated = _stated(match["fields"]) if match else Metadata()
    tokens = MarkdownIt("commonmark").enable("table").parse(text[match.end() :] if match else text)
    if stated.title is None:
        stated = stated.or_else(Metadata(title=_first_heading(tokens)))
    return Draft("\n\n".join(_blocks(tokens)), stated)


def _stated(front_matter: str) -> Metadata:
    fields = {
        match["key"].casefold(): match["value"].strip().strip("\"'[]").strip()
        for line in front_matter.split("\n")
        if (match := _FIELD.fullmatch(line.strip()))
    }

    def first(name: str) -> str | None:
        return next((fields[key] for key in _KEYS[name] if fields.get(key)), None)

    day = first("published")
    return Metadata(
        title=first("title"),
        publisher=first("publisher"),
        author=first("author"),
        published=parse_date(day) if day else None,
        url=first("url"),
    )


def _first_heading(tokens: Sequence[Token]) -> str | None:
    """The level-one heading that opens the text, if it does."""
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _inline(tokens[1]) or None
    return None


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            block = _inline(token)
        elif token.type in ("fence", "code_block"):
            block = token.content.strip()
        else:
            continue
        if block:
            yield block


def _inline(token: Token) -> str:
    """The words of a block on one line."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return " ".join("".join(parts).split())
