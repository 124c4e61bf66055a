"""Attacks of BIPIA (Yi et al., 2023, arXiv 2312.14197), and an article with one planted in it.

A file of attacks is one JSON object: under each kind of attack a list of texts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from index.errors import UsageError
from index.lines import is_prose
from index.passages import split_passages
from index.readers import read_article
from index.readers.unseen import clean_line
from index.types import Article, Span

PLANTED_SUFFIX = ".txt"
"""Only plain text is planted in: a page or Markdown would have to be written, not only read."""


class Place(StrEnum):
    TITLE = "title"
    """At the end of the title's line."""
    BEGINNING = "beginning"
    """A paragraph of its own before the first."""
    MIDDLE = "middle"
    """After a sentence, in its paragraph."""
    END = "end"
    """A paragraph of its own after the last."""


@dataclass(frozen=True, slots=True)
class Attack:
    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Planted:
    """`article.text[span[0]:span[1]]` is the attack."""

    article: Article
    span: Span


def read_attacks(path: Path, limit: int | None = None) -> tuple[Attack, ...]:
    """The attacks of a file; with `limit` about as many of each kind.

    Raises:
        UsageError: it cannot be read, or is no such file.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read the attacks {path}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path} is not a JSON file: {error}") from error
    if not isinstance(content, dict) or not content:
        raise UsageError(f"{path}: expected an object with a list of attacks under each kind")
    kinds = [_of_kind(str(kind), texts, path) for kind, texts in content.items()]
    if limit is None:
        return tuple(attack for attacks in kinds for attack in attacks)
    rounds = (attacks[place] for place in range(limit) for attacks in kinds if place < len(attacks))
    chosen = {attack.id for attack, _ in zip(rounds, range(limit), strict=False)}
    return tuple(attack for attacks in kinds for attack in attacks if attack.id in chosen)


def _of_kind(kind: str, texts: object, path: Path) -> list[Attack]:
    if not isinstance(texts, list):
        raise UsageError(f"{path}, kind {kind!r}: expected a list of texts, found {texts!r}")
    attacks = []
    for number, text in enumerate(texts, start=1):
        line = clean_line(text) if isinstance(text, str) else None
        if line is None:
            raise UsageError(f"{path}, kind {kind!r}, attack {number}: no text but {text!r}")
        attacks.append(Attack(f"{kind} {number}", kind, line))
    return attacks


def plant(article: Article, attack: Attack, place: Place, folder: Path) -> Planted:
    """The article as it is read from a file that holds the attack.

    Args:
        article: read from plain text.
        folder: where the file may be written.

    Raises:
        UsageError: the article is of another format.
    """
    if not article.path.endswith(PLANTED_SUFFIX):
        raise UsageError(f"{article.path}: attacks are planted in {PLANTED_SUFFIX} files only")
    position, before, after = _insertion(article, place)
    text = article.text[:position] + before + attack.text + after + article.text[position:]
    path = folder / article.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    start = position + len(before)
    return Planted(read_article(path, folder), (start, start + len(attack.text)))


def _insertion(article: Article, place: Place) -> tuple[int, str, str]:
    """Where the attack goes, and what parts it from the text before and after."""
    if place is Place.TITLE:
        return _title_end(article), " ", ""
    if place is Place.BEGINNING:
        prose = [start for start, end in article.body if is_prose(article.text[start:end])]
        return (prose or [article.body[0][0]])[0], "", "\n\n"
    if place is Place.END:
        return article.body[-1][1], "\n\n", ""
    ends = [end for passage in split_passages(article) for _, end in passage.sentences]
    return ends[(len(ends) - 1) // 2], " ", ""


def _title_end(article: Article) -> int:
    """The end of the title, or of the first line where the text does not hold one."""
    found = article.text.find(article.title) if article.title else -1
    if article.title and found >= 0:
        return found + len(article.title)
    start = len(article.text) - len(article.text.lstrip())
    line = article.text.find("\n", start)
    return len(article.text) if line < 0 else line
