"""Files -> Articles: one reader per format, chosen by the file's suffix.

    .txt              plain.py       the text as it stands
    .md .markdown     markdown.py    front matter, then the text without its marks
    .html .htm        page.py        the main text of a web page and what its head states

A reader turns decoded characters into text and stated metadata; everything after that (furniture,
bylines, evidence) is the same for all formats and happens here. Offsets count what is left when
characters that nobody can see are gone (unseen.py).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from index.errors import ArticleError, FolderError
from index.furniture import Kind, sort_lines, split_site_name
from index.lines import split_lines, unwrap
from index.metadata import Metadata, gather_metadata
from index.readers.decoding import decode
from index.readers.draft import Draft
from index.readers.markdown import read_markdown
from index.readers.page import read_page
from index.readers.plain import read_plain
from index.types import Article

LARGEST_FILE = 20_000_000
"""Bytes. A news article is a few thousand; what is larger than this is something else."""

_READERS: dict[str, Callable[[str], Draft]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
}

SUFFIXES: frozenset[str] = frozenset(_READERS)


def read_article(path: Path, root: Path) -> Article:
    """Read one file of the folder `root`.

    Raises:
        ArticleError: the file is missing, unreadable, too large, empty, binary, in an encoding
            that cannot be told, of a format not in `SUFFIXES`, or without an article in it.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ArticleError(f"{path} is not an article file; the formats read are {_formats()}")
    data = _read_bytes(path)
    draft = reader(decode(data, path)).cleaned()
    if not draft.text.strip():
        raise ArticleError(f"{path} holds no readable text; put an article in it or remove it")
    return _to_article(draft, data, path, path.relative_to(root).as_posix())


def article_paths(folder: Path) -> tuple[Path, ...]:
    """Every article file under `folder`, sorted by path; hidden files and links to folders not.

    Raises:
        FolderError: `folder` is missing, is not a folder, cannot be listed, or holds no file of a
            format that is read.
    """
    if not folder.exists():
        raise FolderError(f"there is no folder {folder}; check the path")
    if not folder.is_dir():
        raise FolderError(f"{folder} is a file; name the folder that holds it")
    found = tuple(sorted(_walk(folder)))
    if not found:
        raise FolderError(f"{folder} holds no articles; the formats read are {_formats()}")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    def stop(error: OSError) -> None:
        raise FolderError(f"{error.filename} cannot be listed ({error.strerror}); allow reading it")

    for place, folders, files in os.walk(folder, onerror=stop, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(place, name)
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES and path.is_file():
                yield path


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise ArticleError(
                f"{path} is {size / 1e6:.0f} MB; an article file may have "
                f"{LARGEST_FILE / 1e6:.0f} MB, so split it or move it away"
            )
        return path.read_bytes()
    except OSError as error:
        raise ArticleError(
            f"{path} cannot be read ({error.strerror}); check that it is there and readable"
        ) from error


def _to_article(draft: Draft, data: bytes, path: Path, relative: str) -> Article:
    lines = split_lines(draft.text)
    kinds = sort_lines(lines, draft.stated.title)
    sorted_lines = list(zip(lines, kinds, strict=True))
    evidence = [line for line, kind in sorted_lines if kind is Kind.EVIDENCE]
    if not evidence:
        raise ArticleError(f"{path} holds no article text; put an article in it or remove it")
    headline = next((i for i, kind in enumerate(kinds) if kind is Kind.TITLE), None)
    known = gather_metadata(
        draft.stated,
        Metadata() if headline is None else split_site_name(lines, headline),
        [line.text for line, kind in sorted_lines if kind is Kind.ABOUT],
        evidence,
    )
    return Article(
        id=hashlib.sha256(relative.encode("utf-8", "surrogateescape")).hexdigest()[:16],
        path=relative,
        text=unwrap(draft.text, evidence),
        body=tuple((line.start, line.end) for line in evidence),
        content_hash=hashlib.sha256(data).hexdigest(),
        title=known.title,
        publisher=known.publisher,
        author=known.author,
        published=known.published,
        url=known.url,
    )


def _formats() -> str:
    return ", ".join(sorted(SUFFIXES))
