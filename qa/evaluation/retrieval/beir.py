"""BEIR folders (Thakur et al., "BEIR", NeurIPS 2021): documents, questions, graded judgments.

corpus.jsonl     {"_id": ..., "title": ..., "text": ...}
queries.jsonl    {"_id": ..., "text": ...}
qrels/test.tsv   query-id <tab> corpus-id <tab> grade, below a line of headings
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from index.errors import UsageError
from index.types import Article
from qa.evaluation.retrieval.datasets import (
    Dataset,
    JsonObject,
    Question,
    Unit,
    check_any,
    hash_files,
    make_article,
    read_text,
    text_of,
)


def load_beir(folder: Path, queries: Path | None, qrels: Path | None, split: str | None) -> Dataset:
    """Read a BEIR folder; see `load_dataset`. The judged questions are those that qrels name."""
    corpus = folder / "corpus.jsonl"
    queries = queries or folder / "queries.jsonl"
    qrels = _choose_qrels(folder / "qrels", qrels, split)
    articles = tuple(_articles(corpus))
    check_any(articles, corpus)
    grades = _read_grades(qrels)
    texts = _read_questions(queries)
    unknown = [each for each in grades if each not in texts]
    if unknown:
        raise UsageError(
            f"{qrels} judges {len(unknown)} questions that {queries} does not hold, "
            f"the first {unknown[0]!r}; name the file that does with --queries"
        )
    paths = {article.path for article in articles}
    absent = sum(document not in paths for judged in grades.values() for document in judged)
    return Dataset(
        name=folder.resolve().name,
        unit=Unit.DOCUMENT,
        articles=articles,
        questions=tuple(
            Question(id=each, text=text, documents=grades[each])
            for each, text in texts.items()
            if each in grades
        ),
        corpus_hash=hash_files(corpus),
        hash=hash_files(corpus, queries, qrels),
        notes=(f"{absent} judged documents are not in the corpus",) if absent else (),
    )


def _choose_qrels(folder: Path, qrels: Path | None, split: str | None) -> Path:
    if qrels and split:
        raise UsageError("--qrels and --split exclude each other; give one of them")
    if qrels:
        return qrels
    found = {path.stem: path for path in sorted(folder.glob("*.tsv"))}
    if split is None and len(found) == 1:
        return next(iter(found.values()))
    name = split or "test"
    if name not in found:
        listed = ", ".join(found) or "nothing"
        raise UsageError(f"{folder} holds {listed} and not {name}.tsv; give --split or --qrels")
    return found[name]


def _articles(corpus: Path) -> Iterator[Article]:
    seen = set()
    for where, record in _lines(corpus):
        path = text_of(record, "_id", where)
        if path in seen:
            raise UsageError(f"{where}: a second document {path!r}; remove one of them")
        seen.add(path)
        title = text_of({"title": "", **record}, "title", where).strip()
        text = text_of(record, "text", where)
        # A document without a text is its title: it is judged, so it must be findable.
        yield make_article(path, text if text.strip() else title, record, title=title or None)


def _read_questions(queries: Path) -> dict[str, str]:
    """question id -> its text."""
    texts: dict[str, str] = {}
    for where, record in _lines(queries):
        question = text_of(record, "_id", where)
        if question in texts:
            raise UsageError(f"{where}: a second question {question!r}; remove one of them")
        texts[question] = text_of(record, "text", where)
    return texts


def _read_grades(qrels: Path) -> dict[str, dict[str, int]]:
    """question id -> document id -> grade."""
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(read_text(qrels).splitlines(), start=1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and cells[-1] == "score"):
            continue
        try:
            question, document, grade = cells[0], cells[1], int(cells[2])
        except (IndexError, ValueError) as error:
            raise UsageError(
                f"{qrels}, line {number}: {line!r} is not a question's id, a document's id and a "
                "whole number, with tabs between; correct the file"
            ) from error
        grades.setdefault(question, {})[document] = grade
    if not grades:
        raise UsageError(f"{qrels} judges nothing; name another file with --qrels")
    return grades


def _lines(path: Path) -> Iterator[tuple[str, JsonObject]]:
    """(where it is, for messages; object) of each line that is not blank."""
    # Not splitlines: a JSON text may hold the other line ends of Unicode as they are.
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{where} is not JSON ({error}); correct the file") from error
        if not isinstance(record, dict):
            raise UsageError(f"{where} is no JSON object; correct the file")
        yield where, record
