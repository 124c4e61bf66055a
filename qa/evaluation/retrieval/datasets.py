"""A data set: articles to search, questions, and what each question should find.

Two public formats are read, told apart by what is in the folder:

    BEIR            corpus.jsonl, queries.jsonl, qrels/*.tsv     (Thakur et al., 2021)
    MultiHop-RAG    corpus.json, queries*.json                   (Tang and Yang, 2024)
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from index.errors import UsageError
from index.types import Article, Span

JsonObject = dict[str, object]

_PARAGRAPH = re.compile(r"\S[^\n]*(?<=\S)")


class Unit(StrEnum):
    """What is ranked and judged."""

    DOCUMENT = "document"
    """An article, ranked by its best passage."""
    PASSAGE = "passage"
    """A passage, which holds a fact or does not."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that a question needs, and where it stands."""

    text: str
    path: str
    """Of its article; "" where the data set holds no such article."""
    places: tuple[Span, ...]
    """Every place in `Article.text`; none where it could not be located: it is never found."""


@dataclass(frozen=True, slots=True)
class Question:
    """A judged question."""

    id: str
    text: str
    kind: str = ""
    """The data set's own division of its questions; "" where it has none."""
    documents: Mapping[str, int] = field(default_factory=dict)
    """Grade of each judged document, by path; above 0 is relevant."""
    facts: tuple[Fact, ...] = ()
    answer: str = ""
    """As the data set words it; "" where it gives none."""


@dataclass(frozen=True, slots=True)
class Dataset:
    name: str
    unit: Unit
    articles: tuple[Article, ...]
    questions: tuple[Question, ...]
    """Those that are judged, in the order of their file."""
    corpus_hash: str
    """SHA-256 of the corpus file, hexadecimal."""
    hash: str
    """SHA-256 over the corpus, the questions and the judgments: the same test, or another."""
    notes: tuple[str, ...] = ()
    """What whoever reads the figures should know of the data, one line each."""


def load_dataset(
    folder: Path,
    queries: Path | None = None,
    qrels: Path | None = None,
    split: str | None = None,
) -> Dataset:
    """Read a data set.

    Args:
        folder: what holds the corpus.
        queries: another file of questions, of the same shape.
        qrels: another file of judgments (BEIR only).
        split: the name of a file in qrels/, "test" where there is one (BEIR only).

    Raises:
        UsageError: a folder of neither format, a choice that is not clear, or a file that does
            not have the format's shape; the message names file and line.
    """
    from qa.evaluation.retrieval.beir import load_beir
    from qa.evaluation.retrieval.multihop import load_multihop

    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}; name one that holds a data set")
    beir, multihop = (folder / "corpus.jsonl").is_file(), (folder / "corpus.json").is_file()
    if beir == multihop:
        found = "both" if beir else "neither"
        raise UsageError(
            f"{folder} holds {found} of corpus.jsonl (BEIR) and corpus.json (MultiHop-RAG); "
            "name a folder that holds one"
        )
    if beir:
        return load_beir(folder, queries, qrels, split)
    if qrels or split:
        raise UsageError(
            f"{folder} is MultiHop-RAG, whose judgments are in its file of questions; "
            "leave out --qrels and --split"
        )
    return load_multihop(folder, queries)


def make_article(path: str, text: str, record: object, **stated: str | date | None) -> Article:
    """An article whose every line is a paragraph that may be cited.

    Args:
        path: what tells it from the others of the data set.
        text: its body.
        record: what the corpus says of it, hashed so that a change is noticed.
        stated: title, publisher, author, published, url.
    """
    content = json.dumps(record, sort_keys=True, ensure_ascii=False)
    return Article(
        id=hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:16],
        path=path,
        text=text,
        body=tuple(found.span() for found in _PARAGRAPH.finditer(text)),
        content_hash=hashlib.sha256(content.encode("utf-8", "surrogateescape")).hexdigest(),
        **stated,  # type: ignore[arg-type]
    )


def check_any(articles: Sequence[Article], corpus: Path) -> None:
    """Refuse a corpus in which nothing could be found, whatever is searched for.

    Raises:
        UsageError: it holds no article.
    """
    if not articles:
        raise UsageError(f"{corpus} holds no article; name a folder that holds a data set")


def read_text(path: Path) -> str:
    """The content of a file.

    Raises:
        UsageError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{path} cannot be read ({reason}); name another file") from error


def text_of(record: Mapping[str, object], key: str, where: str) -> str:
    """A value that must be text.

    Raises:
        UsageError: it is missing, or something else.
    """
    value = record.get(key)
    if not isinstance(value, str):
        raise UsageError(f"{where}: {key!r} must be text, not {value!r}; correct the file")
    return value


def hash_files(*paths: Path) -> str:
    """SHA-256 over the contents of files in turn."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
