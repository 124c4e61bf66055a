"""Data sets with answers, their format found from the files themselves.

a set of questions    a JSON file with "questions" (qa.evaluation.questions), on a folder
SQuAD 2.0             a JSON file with "data" (qa.evaluation.squad); every question is asked of
                      its paragraph alone
MultiHop-RAG          a folder with corpus.json and queries*.json, asked of the whole corpus
"""

from __future__ import annotations

import json
from pathlib import Path

from index.errors import UsageError
from index.types import Article, Filters
from qa.evaluation.answers.cases import Case, CaseSet, Piece
from qa.evaluation.questions import Question, load_questions
from qa.evaluation.retrieval import datasets
from qa.evaluation.retrieval.datasets import hash_files, make_article, read_text
from qa.evaluation.retrieval.multihop import read_multihop
from qa.evaluation.squad import Paragraph, SquadQuestion, read_topics

QUESTION_SET, SQUAD, MULTIHOP = "set of questions", "SQuAD 2.0", "MultiHop-RAG"
_NO_ANSWER = ("",)


def load_cases(path: Path, queries: Path | None = None, split: str | None = None) -> CaseSet:
    """Read a data set.

    Args:
        path: a file, or the folder of MultiHop-RAG.
        queries: another file of questions (MultiHop-RAG only).
        split: a part of a set of questions (that only).

    Raises:
        UsageError: nothing there, none of the three formats, an option that the format has not, or
            a file that breaks its format; the message names the file and the place.
    """
    format = _format(path)
    if queries and format != MULTIHOP:
        raise UsageError(f"{path} is a {format}, which holds its questions; leave out --queries")
    if split and format != QUESTION_SET:
        raise UsageError(f"{path} is {format}, which has no splits; leave out --split")
    if format == MULTIHOP:
        return _load_multihop(path, queries)
    return _load_squad(path) if format == SQUAD else _load_question_set(path, split)


def _format(path: Path) -> str:
    expected = (
        'give a JSON file with "questions" (a set of questions) or "data" (SQuAD 2.0), or a folder '
        "with corpus.json (MultiHop-RAG)"
    )
    if path.is_dir():
        if (path / "corpus.json").is_file():
            return MULTIHOP
        raise UsageError(f"{path} holds no corpus.json; {expected}")
    try:
        content = json.loads(read_text(path))
    except ValueError as error:
        raise UsageError(f"{path} is not JSON ({error}); {expected}") from error
    for key, format in (("questions", QUESTION_SET), ("data", SQUAD)):
        if isinstance(content, dict) and isinstance(content.get(key), list):
            return format
    raise UsageError(f"{path} is of no known format; {expected}")


def _load_question_set(path: Path, split: str | None) -> CaseSet:
    return CaseSet(
        name=path.stem,
        format=QUESTION_SET,
        cases=tuple(_marked_case(each) for each in load_questions(path, split)),
        articles=None,
        corpus_hash="",
        hash=hash_files(path),
        locates=False,
    )


def _marked_case(question: Question) -> Case:
    return Case(
        id=question.id,
        question=question.question,
        answerable=question.answerable,
        kind=question.kind,
        pieces=tuple(Piece(fact.gold_articles) for fact in question.facts),
        at_least=question.at_least,
        history=question.history,
        marked_as=question,
    )


def _load_squad(path: Path) -> CaseSet:
    articles: list[Article] = []
    cases: list[Case] = []
    for number, topic in enumerate(read_topics(path), start=1):
        for place, paragraph in enumerate(topic.paragraphs, start=1):
            name = f"{number:03}-{topic.title}/{place:03}"
            articles.append(make_article(name, paragraph.text, paragraph.text, title=topic.name))
            cases += [_squad_case(each, paragraph, name) for each in paragraph.questions]
    if not cases:
        raise UsageError(f"{path} asks nothing; name another file")
    found = hash_files(path)
    return CaseSet(path.stem, SQUAD, tuple(cases), tuple(articles), found, found, locates=True)


def _squad_case(question: SquadQuestion, paragraph: Paragraph, path: str) -> Case:
    texts = dict.fromkeys(paragraph.text[start:end] for start, end in question.answers)
    return Case(
        id=question.id,
        question=question.text,
        answerable=bool(question.answers),
        answers=tuple(texts) or _NO_ANSWER,
        # The gold answers are wordings of one answer: to cite any of their places is right.
        pieces=(Piece(frozenset({path}), question.answers),) if question.answers else (),
        at_least=1 if question.answers else 0,
        within=Filters(articles=(path,)),
    )


def _load_multihop(folder: Path, queries: Path | None) -> CaseSet:
    read = read_multihop(folder, queries)
    return CaseSet(
        name=read.name,
        format=MULTIHOP,
        cases=tuple(_multihop_case(each) for each in read.questions),
        articles=read.articles,
        corpus_hash=read.corpus_hash,
        hash=read.hash,
        locates=True,
        notes=read.notes,
    )


def _multihop_case(question: datasets.Question) -> Case:
    answerable = bool(question.facts)
    return Case(
        id=question.id,
        question=question.text,
        answerable=answerable,
        kind=question.kind,
        answers=(question.answer,) if answerable else _NO_ANSWER,
        # Questions that compare, in content or in time, are answered yes or no.
        verbatim=question.kind == "inference",
        pieces=tuple(
            Piece(frozenset({fact.path} if fact.path else ()), fact.places)
            for fact in question.facts
        ),
        at_least=len(question.facts),
    )
