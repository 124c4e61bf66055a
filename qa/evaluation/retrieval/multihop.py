"""MultiHop-RAG (Tang and Yang, 2024): news, and questions that need facts of several articles.

    corpus.json      [{"title", "author", "source", "published_at", "url", "body"}, ...]
    queries*.json    [{"query", "question_type", "evidence_list": [{"url", "title", "fact"}]}, ...]

A question without evidence has no answer in the articles, so nothing can be found for it: it is
not judged here. Every other question is, also where one of its facts cannot be located.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from index.errors import UsageError
from index.types import Article
from qa.evaluation.retrieval.datasets import (
    Dataset,
    Fact,
    JsonObject,
    Question,
    Unit,
    check_any,
    hash_files,
    make_article,
    read_text,
    text_of,
)

_DOUBLE_QUOTES = '"“”„‟«»'
_SINGLE_QUOTES = "'‘’‚‛`´"


def load_multihop(folder: Path, queries: Path | None) -> Dataset:
    """Read a MultiHop-RAG folder; see `load_dataset`."""
    everything = read_multihop(folder, queries)
    asked = everything.questions
    judged = tuple(question for question in asked if question.facts)
    if not judged:
        named = queries or _only_queries(folder)
        raise UsageError(f"no question of {named} lists evidence; name another file")
    unjudged = f"{len(asked) - len(judged)} questions list no evidence and are not judged"
    return replace(everything, questions=judged, notes=(unjudged, *everything.notes))


def read_multihop(folder: Path, queries: Path | None) -> Dataset:
    """The same with every question, also those without evidence."""
    corpus = folder / "corpus.json"
    queries = queries or _only_queries(folder)
    articles = read_corpus(folder)
    by_name = {name: each for each in articles for name in (each.title, each.url) if name}
    questions = [
        _question(number, record, f"{queries}, question {number}", by_name)
        for number, record in enumerate(_records(queries), start=1)
    ]
    return Dataset(
        name=folder.resolve().name,
        unit=Unit.PASSAGE,
        articles=articles,
        questions=tuple(questions),
        corpus_hash=hash_files(corpus),
        hash=hash_files(corpus, queries),
        notes=_notes([fact for each in questions for fact in each.facts]),
    )


def read_corpus(folder: Path) -> tuple[Article, ...]:
    """The articles of a MultiHop-RAG folder.

    Raises:
        UsageError: there is no corpus.json, or it is not in the format.
    """
    corpus = folder / "corpus.json"
    articles = tuple(
        _article(number, record, f"{corpus}, article {number}")
        for number, record in enumerate(_records(corpus), start=1)
    )
    check_any(articles, corpus)
    return articles


def locate(fact: str, article: Article) -> tuple[tuple[int, int], ...]:
    """Every place of a fact in `article.text`, whatever its white space and its quotation marks."""
    if not fact.strip():
        return ()
    return tuple(found.span() for found in _pattern(fact).finditer(article.text))


@lru_cache(maxsize=4096)
def _pattern(fact: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join("".join(map(_any_form, word)) for word in fact.split()))


def _any_form(character: str) -> str:
    for forms in (_DOUBLE_QUOTES, _SINGLE_QUOTES):
        if character in forms:
            return f"[{forms}]"
    return re.escape(character)


def _only_queries(folder: Path) -> Path:
    found = sorted(folder.glob("queries*.json"))
    if len(found) != 1:
        listed = ", ".join(path.name for path in found) or "no queries*.json"
        raise UsageError(f"{folder} holds {listed}; name the file of questions with --queries")
    return found[0]


def _records(path: Path) -> list[JsonObject]:
    try:
        records = json.loads(read_text(path))
    except ValueError as error:
        raise UsageError(f"{path} is not JSON ({error}); correct the file") from error
    if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
        raise UsageError(f"{path} is no JSON list of objects; correct the file")
    return records


def _article(number: int, record: JsonObject, where: str) -> Article:
    """The article, under its number in the corpus: addresses are long and may be missing."""
    stated = {name: text_of({name: "", **_known(record)}, name, where) for name in _STATED}
    return make_article(
        f"{number:05}",
        text_of(record, "body", where),
        record,
        title=stated["title"].strip() or None,
        publisher=stated["source"].strip() or None,
        author=stated["author"].strip() or None,
        published=_day(stated["published_at"], where),
        url=stated["url"] or None,
    )


_STATED = ("title", "source", "author", "published_at", "url")


def _known(record: JsonObject) -> JsonObject:
    return {name: value for name, value in record.items() if value is not None}


def _day(written: str, where: str) -> date | None:
    if not written:
        return None
    try:
        return datetime.fromisoformat(written).date()
    except ValueError as error:
        raise UsageError(
            f"{where}: 'published_at' is {written!r}, which is no ISO 8601 time; correct the file"
        ) from error


def _question(
    number: int, record: JsonObject, where: str, by_name: Mapping[str, Article]
) -> Question:
    listed = record.get("evidence_list")
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise UsageError(f"{where}: 'evidence_list' must be a list of objects; correct the file")
    kind = text_of({"question_type": "", **record}, "question_type", where)
    return Question(
        id=str(number),
        text=text_of(record, "query", where),
        kind=kind.removesuffix("_query"),
        facts=tuple(_fact(each, where, by_name) for each in listed),
        answer=text_of({"answer": "", **record}, "answer", where),
    )


def _fact(record: JsonObject, where: str, by_name: Mapping[str, Article]) -> Fact:
    text = text_of(record, "fact", where)
    names = (record.get("url"), record.get("title"))
    found = (by_name[name] for name in names if isinstance(name, str) and name in by_name)
    article = next(found, None)
    if article is None:
        return Fact(text, "", ())
    return Fact(text, article.path, locate(text, article))


def _notes(facts: Sequence[Fact]) -> tuple[str, ...]:
    lost = sum(not fact.places for fact in facts)
    return (
        f"{lost} of {len(facts)} facts could not be located in their articles; they count as not "
        "found",
    )
