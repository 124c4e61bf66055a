"""The examples that a reader is trained on, gathered from all sets, each with its share."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import click

from qa.training.claim_questions import ask
from qa.training.examples import Example
from qa.training.leaks import guard_against
from qa.training.mixing import mix
from qa.training.negatives import learn_edits
from qa.training.process import read_sets
from qa.training.sources import READERS
from qa.training.sources.claims import ASKED, CLAIM_READERS
from qa.training.sources.inference import read_multirc_questions
from qa.training.sources.tokenised import read_twins
from qa.training.sources.written import Story, ask_stories, is_held_out

STORIES = Path(__file__).with_name("stories")
NEWS = Path(__file__).with_name("news_questions")
CLAIMS_SHARE = 0.3
"""Share of the questions that are made of claims or are MultiRC's, with --claims."""
SEEN_STORIES = 2
"""How often the answerable examples of the written stories are seen, with --written; the others,
which are more, are seen once."""
SEEN_MULTIRC = 2
"""How often MultiRC's questions are seen: few, and the only ones about news in other words."""


def gather(data: Path, development: Sequence[Example], seed: int) -> list[Example]:
    """All examples to train on, mixed; what touches the development data is left out."""
    guard = guard_against(development)
    examples = read_sets(READERS, data, guard.leaks)
    return mix(examples, learn_edits(read_twins(data / "unansq")), seed)


def with_claims(
    examples: Sequence[Example], claims: Path, development: Sequence[Example], seed: int
) -> list[Example]:
    """Claims asked as questions and MultiRC's among the examples, in random order.

    Of the examples the first are kept, as many as leave the others their share.
    """
    guard = guard_against(development)
    readers = {name: CLAIM_READERS[name] for name in ASKED}
    asked = ask(read_sets(readers, claims, lambda pair: False), seed)
    asked += SEEN_MULTIRC * read_multirc_questions(claims / "olora")
    asked = [example for example in asked if not guard.leaks(example)]
    return _with_share(examples, asked, CLAIMS_SHARE, seed)


def with_stories(
    examples: Sequence[Example],
    stories: Sequence[Story],
    share: float,
    development: Sequence[Example],
    seed: int,
) -> list[Example]:
    """The stories' examples among the others, of which as many as leave the stories their share.

    Stories that are held out for judging are not among them.
    """
    guard = guard_against(development)
    told = [story for story in stories if not is_held_out(story)]
    asked = [e for e in ask_stories(told, seed) if not guard.leaks(e)]
    asked += (SEEN_STORIES - 1) * [e for e in asked if e.answerable]
    return _with_share(examples, asked, share, seed)


def _with_share(
    examples: Sequence[Example], added: Sequence[Example], share: float, seed: int
) -> list[Example]:
    """The first of the examples, as many as leave what is added its share, in random order."""
    others = round(len(added) * (1 - share) / share)
    mixed = [*examples[:others], *added]
    random.Random(seed).shuffle(mixed)
    return mixed


def leave_out(examples: Sequence[Example], without: Sequence[str]) -> list[Example]:
    """The examples of no such set or kind, both of which are parts of an example's source.

    Raises:
        click.BadParameter: nothing is of that set or kind.
    """
    parts = [set(example.source.split("/")) for example in examples]
    for name in without:
        if not any(name in each for each in parts):
            known = ", ".join(sorted(set().union(*parts)))
            raise click.BadParameter(f"no example is of {name!r}; there are {known}")
    kept = zip(examples, parts, strict=True)
    return [example for example, each in kept if each.isdisjoint(without)]
