"""Stories and questions written for this project (qa/training/stories, docs/models.md).

A story is told by passages of several articles. Each comes with questions that it answers in other
words than theirs, and the story with questions that none of its passages answers. In some stories
the articles contradict each other: the same question is then asked of both, and answered otherwise.
Beside these stand figures and names that only look like a contradiction. In others each question
has a twin that differs from it by as little as possible and that nothing answers.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.language.words import content_stems
from qa.training.examples import Example, Paragraph, joined
from qa.training.negatives import elsewhere, nearest_paragraphs, without_answer

UNANSWERED_BY = 2
"""Passages of its story, the nearest ones, that a question without an answer is put to."""
ELSEWHERE = 0.5
"""Share of the other questions that are put to another passage of their story as well."""
SAYS_IT_TOO = 0.3
"""Share of the answering sentence's words from which another passage may say the same."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a few articles tell, with questions.

    `answered` are questions about one passage each, `unanswered` questions about all of them;
    `lookalikes` are questions before a passage that seems to answer them and does not.
    """

    name: str
    passages: tuple[Paragraph, ...]
    answered: tuple[Example, ...]
    unanswered: tuple[str, ...]
    lookalikes: tuple[Example, ...] = ()


def read_stories(folder: Path) -> list[Story]:
    """The stories of all JSON files in a folder, in order of name.

    Raises:
        ValueError: an answer does not stand in the sentence that it is said to stand in.
        FileNotFoundError: there are none; ours come with the source, not with the package.
    """
    return [
        _story(row, path)
        for path in written_files(folder, "stories")
        for row in json.loads(path.read_text(encoding="utf-8"))["stories"]
    ]


def written_files(folder: Path, what: str) -> list[Path]:
    """The JSON files of a folder of stories, or `what` else was written, in order of name.

    Raises:
        FileNotFoundError: there are none; ours come with the source, not with the package.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise FileNotFoundError(
            f"no {what} in {folder}: they are part of the source checkout, not of the installed "
            "package"
        )
    return files


def _story(row: dict[str, Any], path: Path) -> Story:
    passages = tuple(joined(each["sentences"], each["title"]) for each in row["passages"])
    asked = [
        (question, passage)
        for passage, each in zip(passages, row["passages"], strict=True)
        for question in each["questions"]
    ]
    answered = tuple(_answered(question, passage, path) for question, passage in asked)
    lookalikes = tuple(
        Example("written/lookalike", each["q"], passages[each["other"][0]])
        for each in row.get("lookalike", ())
        if each["other"][0] != each["answer"][0]
    )
    twins = tuple(
        Example("written/twin", question["twin"], passage)
        for question, passage in asked
        if "twin" in question
    )
    return Story(row["story"], passages, answered, tuple(row["unanswered"]), lookalikes + twins)


def _answered(question: dict[str, Any], passage: Paragraph, path: Path) -> Example:
    first = question["s"][0]
    start, end = passage.sentences[first] if first < len(passage.sentences) else (0, 0)
    place = passage.text.find(question["a"], start, end)
    if place < 0:
        raise ValueError(f"{path.name}, {question['q']!r}: {question['a']!r} not in its sentence")
    spans = ((place, place + len(question["a"])),)
    return Example("written", question["q"], passage, spans, tuple(question["s"]))


def is_held_out(story: Story) -> bool:
    """Whether a story is for judging, not for training."""
    return is_judged(story.name)


def is_judged(name: str) -> bool:
    """Whether what goes by this name is for judging: one in eight."""
    return hashlib.sha256(name.encode()).digest()[0] % 8 == 0


def read_held_out(folder: Path) -> list[Story]:
    """Those of the stories in a folder that are for judging; raises as `read_stories` does."""
    return [story for story in read_stories(folder) if is_held_out(story)]


def ask_stories(stories: Sequence[Story], seed: int) -> list[Example]:
    """All examples of the stories, in random order: two in five have an answer.

    Without one are the questions that nothing answers, before the nearest passages, and each of the
    others once more: with its answering sentence left out or, as often, before a passage of
    the story that says no such thing.
    """
    rng = random.Random(seed)
    examples: list[Example] = []
    for story in stories:
        examples += story.answered
        for question in story.answered:
            other = [p for p in story.passages if not _answers(p, question, story)]
            if other and rng.random() < ELSEWHERE:
                made = elsewhere(question, rng.choice(other), "near")
            else:
                made = without_answer(question)
            examples += [made] if made else []
        examples += _unanswered(story)
        examples += story.lookalikes
    rng.shuffle(examples)
    return examples


def _unanswered(story: Story) -> list[Example]:
    nearest = nearest_paragraphs(
        story.unanswered, [f"{p.title} {p.text}" for p in story.passages], UNANSWERED_BY
    )
    return [
        Example("written/unanswered", question, story.passages[place])
        for question, places in zip(story.unanswered, nearest, strict=True)
        for place in places
    ]


def _answers(passage: Paragraph, question: Example, story: Story) -> bool:
    """Whether a passage may answer a question, be it otherwise than the question's own."""
    asked = any(e.question == question.question and e.paragraph == passage for e in story.answered)
    return asked or _says_it_too(question, passage)


def _says_it_too(question: Example, passage: Paragraph) -> bool:
    """Whether a sentence of the passage shares words with the answering one, beside a name."""
    said = set[str]().union(*(_content(question.paragraph, i) for i in question.answering))
    return passage.text == question.paragraph.text or any(
        len(said & _content(passage, i)) >= max(2, SAYS_IT_TOO * len(said))
        for i in range(len(passage.sentences))
    )


def _content(passage: Paragraph, sentence: int) -> set[str]:
    start, end = passage.sentences[sentence]
    return set(content_stems(passage.text[start:end]))
