"""Questions on more news than the seeds: small libraries, each with questions of its own.

The seeds are five articles on two countries, and what is fitted to them alone fits little else.
tests/data/news asks about four or five articles each on a trial, a transfer, a law ...; half of the
questions stay away from the articles' wording, and of every twenty seven have no answer. Their
articles are in MultiHop-RAG's corpus and not part of this project: a question file gives their
addresses. tests/data/invented has articles of its own, written like a newspaper's, each question
file beside a folder of its name; anybody's articles can be asked about in the same way.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from index.embedding import Embedder
from index.errors import UsageError
from index.library import Library
from index.readers import article_paths, read_article
from index.settings import load_settings
from index.types import Article
from qa.answering import Answerer
from qa.evaluation.measures import Score
from qa.evaluation.questions import Question, check_articles, check_split, load_questions
from qa.evaluation.report import Report, SystemReport, show_report
from qa.evaluation.retrieval.multihop import read_corpus
from qa.evaluation.seeds import SEEDS_QUESTIONS, check_report, evaluate_seeds, write_report

NEWS_QUESTIONS = SEEDS_QUESTIONS.parent / "news"
"""In a source checkout; an installed package does not carry it."""


INVENTED_QUESTIONS = SEEDS_QUESTIONS.parent / "invented"
"""The same."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One small library and what is asked of it."""

    name: str
    articles: tuple[Article, ...]
    questions: tuple[Question, ...]


def load_topics(
    corpus: Path, split: str | None = None, folder: Path = NEWS_QUESTIONS
) -> tuple[Topic, ...]:
    """Every topic of the split, with its articles out of a MultiHop-RAG folder.

    Raises:
        UsageError: no question files, an article that the corpus has not, or a broken file.
    """
    check_split(split)
    files = _question_files(folder)
    by_address = {article.url: article for article in read_corpus(corpus)}
    topics = [_topic(file, by_address, split) for file in files]
    return tuple(topic for topic in topics if topic.questions)


def load_folders(folder: Path = INVENTED_QUESTIONS, split: str | None = None) -> tuple[Topic, ...]:
    """Every topic of the split: NAME.json has the questions on the articles in the folder NAME.

    Raises:
        UsageError: no question files, or a broken one.
        FolderError: a question file without its folder.
    """
    check_split(split)
    topics = []
    for file in _question_files(folder):
        root = file.with_suffix("")
        articles = tuple(read_article(path, root) for path in article_paths(root))
        questions = load_questions(file)
        check_articles(questions, {article.path for article in articles})
        asked = tuple(question for question in questions if split in (None, question.split))
        if asked:
            topics.append(Topic(file.stem, articles, asked))
    return tuple(topics)


def _question_files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.json"))
    if not files:
        raise UsageError(
            f"no question files in {folder}; ours are part of the source checkout, not of the "
            "installed package"
        )
    return files


def _topic(file: Path, by_address: Mapping[str | None, Article], split: str | None) -> Topic:
    questions = load_questions(file)
    named = json.loads(file.read_text(encoding="utf-8")).get("articles")
    if not isinstance(named, dict) or not named:
        raise UsageError(f"{file}: expected an object of addresses under 'articles'")
    missing = [address for address in named.values() if address not in by_address]
    if missing:
        raise UsageError(f"{file}: the corpus has no article {missing[0]}; give MultiHop-RAG's")
    check_articles(questions, named)
    return Topic(
        file.stem,
        tuple(replace(by_address[address], path=path) for path, address in named.items()),
        tuple(question for question in questions if split in (None, question.split)),
    )


@contextmanager
def library_of(topic: Topic, embedder: Embedder) -> Iterator[Library]:
    """A library of the topic's articles, for as long as it is used."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", embedder, create=True) as library,
    ):
        library.add(topic.articles)
        yield library


def run_news_command(corpus: Path, json_file: Path | None, split: str | None) -> int:
    """Ask every question of its topic's library, print the report, and return the status, 0.

    Raises:
        UsageError: see `load_topics`; or the place for the JSON file is not usable.
        FootnoteError: the models cannot be opened.
    """
    check_report(json_file)
    return _run(load_topics(corpus, split), json_file, split)


def run_folders_command(folder: Path | None, json_file: Path | None, split: str | None) -> int:
    """The same of a folder with question files beside folders of articles; see `load_folders`."""
    check_report(json_file)
    return _run(load_folders(folder or INVENTED_QUESTIONS, split), json_file, split)


def _run(topics: Sequence[Topic], json_file: Path | None, split: str | None) -> int:
    report = _evaluate(topics)
    write_report(report, json_file, split)
    show_report(report, Console(), list_failures=split != "check")
    return 0


def _evaluate(topics: Sequence[Topic]) -> Report:
    from index.embedding import load_embedder
    from qa.opening import load_answerer

    settings = load_settings()
    embedder = load_embedder(settings)
    scores: list[Score] = []
    answerer: Answerer | None = None
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=sum(len(topic.questions) for topic in topics))
        for topic in topics:
            bar.update(task, description=topic.name)
            with library_of(topic, embedder) as library:
                answerer = answerer or load_answerer(library, settings)
                answerer.library = library
                asked = evaluate_seeds({"footnote": answerer.answer}, topic.questions)
            scores += asked.systems[0].scores
            bar.advance(task, len(topic.questions))
    return Report((SystemReport("footnote", tuple(scores)),))
