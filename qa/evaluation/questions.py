"""A question set: questions, the facts a right answer states, the articles that state them.

The file is one JSON object whose "questions" is a list of objects:

    id            unique, for reports
    kind          one of KINDS
    question      as a person would type it
    history       optional earlier turns, [role, text] each
    answerable    whether the articles answer it
    facts         for an answerable question: objects of "any" (accepted wordings, see
                  matching.states) and "gold_articles" (paths of the files that state the fact)
    at_least      optional: how many of the facts make the answer right; all where not given
    forbidden     optional wordings that make an answer wrong
    split         optional: one of SPLITS
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import UsageError
from qa.evaluation.matching import words
from qa.types import Turn

KINDS = (
    "fact",
    "list",
    "date",
    "who_said",
    "follow_up",
    "disagreement",
    "near_miss",
    "unanswerable",
)
UNANSWERABLE_KINDS = frozenset({"near_miss", "unanswerable"})
SPLITS = ("development", "check")
_KEYS = (
    *("id", "kind", "question", "history", "answerable"),
    *("facts", "at_least", "forbidden", "split"),
)


class QuestionSetError(UsageError):
    """A question set that cannot be read: names the file, the question and the field."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a right answer states."""

    any: tuple[str, ...]
    """Accepted wordings; one of them must occur in a sentence of the answer."""
    gold_articles: frozenset[str]
    """Paths of the articles that state the fact."""


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    kind: str
    question: str
    answerable: bool
    facts: tuple[Fact, ...] = ()
    at_least: int = 0
    """How many of `facts` make an answer right; 0 for an unanswerable question."""
    history: tuple[Turn, ...] = ()
    forbidden: tuple[str, ...] = ()
    split: str | None = None

    @property
    def gold_articles(self) -> frozenset[str]:
        return frozenset(path for fact in self.facts for path in fact.gold_articles)

    @property
    def asked(self) -> str:
        """The whole conversation as text, the question last."""
        return "\n".join([*(turn.text for turn in self.history), self.question])


def load_questions(path: Path, split: str | None = None) -> tuple[Question, ...]:
    """Read and validate a question set, keeping the questions of `split` where one is named.

    Raises:
        QuestionSetError: the file cannot be read or a question breaks the format; or no question
            is of that split.
    """
    check_split(split)
    questions = tuple(
        _Reader(path, number, entry).question()
        for number, entry in enumerate(_entries(path), start=1)
    )
    repeated = [id for id, times in Counter(q.id for q in questions).items() if times > 1]
    if repeated:
        raise QuestionSetError(f"{path}: id {repeated[0]!r} is used twice; make ids unique")
    kept = tuple(q for q in questions if split in (None, q.split))
    if not kept:
        raise QuestionSetError(f"{path}: no question{f' of split {split!r}' if split else ''}")
    return kept


def check_split(split: str | None) -> None:
    """Refuse a part that no question set has.

    Raises:
        QuestionSetError: it is none of SPLITS.
    """
    if split is not None and split not in SPLITS:
        raise QuestionSetError(f"unknown split {split!r}; the splits are {', '.join(SPLITS)}")


def check_articles(questions: Sequence[Question], paths: Collection[str]) -> None:
    """See that the library has each gold article: a missing one would look like a wrong answer.

    Raises:
        QuestionSetError: a gold article is not among `paths`.
    """
    for question in questions:
        missing = sorted(question.gold_articles - frozenset(paths))
        if missing:
            raise QuestionSetError(
                f"question {question.id!r}, field 'gold_articles': the library has no "
                f"{missing[0]!r}; index the folder that the questions were written for"
            )


def _entries(path: Path) -> Sequence[object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QuestionSetError(f"cannot read the questions {path}: {error.strerror}") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"{path} is not a JSON file: {error}") from error
    entries = content.get("questions") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise QuestionSetError(f"{path}: expected an object with a list under 'questions'")
    return entries


class _Reader:
    """Reads one entry of a file; every complaint names the file, the id and the field."""

    def __init__(self, path: Path, number: int, entry: object) -> None:
        self._where = f"{path}, question {number}"
        if not isinstance(entry, dict):
            raise QuestionSetError(f"{self._where}: expected an object, found {entry!r}")
        self._entry: Mapping[str, object] = entry
        self._where = f"{path}, question {self._text('id')!r}"

    def question(self) -> Question:
        for key in self._entry:
            if key not in _KEYS:
                raise self._error(key, "is unknown")
        kind, answerable = self._one_of("kind", KINDS), self._answerable()
        if answerable is (kind in UNANSWERABLE_KINDS):
            raise self._error("answerable", f"is {answerable}, which kind {kind!r} cannot be")
        facts = self._facts()
        if answerable is not bool(facts):
            raise self._error("facts", "must be given exactly where 'answerable' is true")
        return Question(
            id=self._text("id"),
            kind=kind,
            question=self._text("question"),
            answerable=answerable,
            facts=facts,
            at_least=self._at_least(len(facts)),
            history=self._history(),
            forbidden=self._forbidden(),
            split=self._one_of("split", SPLITS) if "split" in self._entry else None,
        )

    def _error(self, field: str, problem: str) -> QuestionSetError:
        return QuestionSetError(f"{self._where}, field {field!r}: {problem}")

    def _text(self, field: str) -> str:
        value = self._entry.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self._error(field, f"must be text, not {value!r}")
        return value

    def _texts(self, field: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self._error(field, f"must be a list of texts, not {value!r}")
        return tuple(value)

    def _one_of(self, field: str, choices: Sequence[str]) -> str:
        value = self._text(field)
        if value not in choices:
            raise self._error(field, f"is {value!r}; use one of {', '.join(choices)}")
        return value

    def _answerable(self) -> bool:
        value = self._entry.get("answerable")
        if not isinstance(value, bool):
            raise self._error("answerable", f"must be true or false, not {value!r}")
        return value

    def _facts(self) -> tuple[Fact, ...]:
        value = self._entry.get("facts", [])
        if not isinstance(value, list):
            raise self._error("facts", f"must be a list, not {value!r}")
        return tuple(self._fact(entry) for entry in value)

    def _fact(self, entry: object) -> Fact:
        if not isinstance(entry, dict) or set(entry) != {"any", "gold_articles"}:
            raise self._error("facts", f"each needs 'any' and 'gold_articles', not {entry!r}")
        wordings = self._texts("any", entry["any"])
        articles = self._texts("gold_articles", entry["gold_articles"])
        if not wordings or not articles:
            raise self._error("any" if articles else "gold_articles", "must not be empty")
        self._check_wordings("any", wordings)
        return Fact(wordings, frozenset(articles))

    def _forbidden(self) -> tuple[str, ...]:
        wordings = self._texts("forbidden", self._entry.get("forbidden", []))
        self._check_wordings("forbidden", wordings)
        return wordings

    def _check_wordings(self, field: str, wordings: Sequence[str]) -> None:
        for wording in wordings:
            if not all(words(part) for part in wording.split(" + ")):
                raise self._error(field, f"{wording!r} has no word to look for, or an empty part")

    def _at_least(self, facts: int) -> int:
        value = self._entry.get("at_least", facts)
        if (
            isinstance(value, bool)
            or not isinstance(value, int)
            or not min(1, facts) <= value <= facts
        ):
            raise self._error(
                "at_least", f"must be 1 to {facts}, the number of facts, not {value!r}"
            )
        return value

    def _history(self) -> tuple[Turn, ...]:
        value = self._entry.get("history", [])
        if not isinstance(value, list):
            raise self._error("history", f"must be a list, not {value!r}")
        turns = [self._texts("history", turn) for turn in value]
        for turn in turns:
            if len(turn) != 2 or turn[0] not in ("user", "assistant"):
                raise self._error("history", f"each turn is [role, text], not {list(turn)!r}")
        return tuple(Turn(role, text) for role, text in turns)
