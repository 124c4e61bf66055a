"""Questions in other words, by a thesaurus."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import UsageError
from qa.training.examples import Example, joined
from qa.training.rewording import LEAST_ALIKE, WordNet, reword, variants

PARAGRAPH = joined(["The firm left in 1990.", "It rained."])


class Fake:
    def __init__(self, words: dict[str, str]) -> None:
        self._words = words

    def choices(self, word: str, *, general: bool = True) -> list[tuple[str, float]]:
        return [(self._words[word], 1.0)] if word in self._words else []


def near(texts: Sequence[str]) -> NDArray[Any]:
    """Every text has the same meaning, but for those with "dog"."""
    return np.array([[0.0, 1.0] if "dog" in text else [1.0, 0.0] for text in texts])


def examples(*questions: str) -> list[Example]:
    return [Example("set", question, PARAGRAPH, ((17, 21),), (0,)) for question in questions]


def test_a_question_keeps_its_names_and_its_answer() -> None:
    asked = examples("When did the firm Leaving leave?")
    (made,) = reword(asked, 1.0, Fake({"firm": "company", "leave": "go", "Leaving": "x"}), near, 1)
    assert made.question == "When did the company Leaving go?"
    assert made.source == "set/reworded"
    assert (made.answers, made.answering, made.paragraph) == (((17, 21),), (0,), PARAGRAPH)


def test_what_means_something_else_is_not_taken() -> None:
    asked = examples("When did the firm leave?", "Who left?")
    assert reword(asked, 1.0, Fake({"firm": "dog"}), near, 1) == asked
    assert LEAST_ALIKE > 0


def test_the_share_is_kept_and_the_order() -> None:
    asked = examples(*(f"When did firm {number} leave?" for number in range(200)))
    made = reword(asked, 0.5, Fake({"firm": "company"}), near, 1)
    changed = [each.source.endswith("/reworded") for each in made]
    assert 60 < sum(changed) < 140
    assert [each.question.split()[3] for each in made] == [str(n) for n in range(200)]


def test_variants_count_the_words_exchanged() -> None:
    thesaurus = Fake({"firm": "company", "leave": "go"})
    made = variants("When did the firm leave?", thesaurus, random.Random(1))
    assert made["When did the company go?"] == 2
    assert set(made.values()) <= {1, 2}


WORDNET = {
    "index.noun": "firm n 1 1 @ 1 1 00000001\nbusiness n 1 0 1 1 00000002\n",
    "data.noun": "00000001 14 n 02 firm 0 house 1 001 @ 00000002 n 0000 | a business\n"
    "00000002 14 n 01 business_concern 0 000 | an enterprise\n",
    "index.verb": "leave v 1 1 @ 1 1 00000003\n",
    "data.verb": "00000003 38 v 03 leave 0 go_away 0 Go 1 000 01 + 08 00 | move away\n",
    "index.adj": "",
    "data.adj": "",
    "index.adv": "  1 This software is licensed\n",
    "data.adv": "",
    "cntlist.rev": "firm%1:14:00:: 1 7\nleave%2:38:00:: 1 3\n",
}


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    for name, content in WORDNET.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_words_of_wordnet_come_in_the_form_of_the_word(wordnet: Path) -> None:
    thesaurus = WordNet(wordnet)
    assert dict(thesaurus.choices("firms")) == {"houses": 7.5, "business concerns": 7.5}
    assert dict(thesaurus.choices("left")) == {"went away": 3.5}
    assert dict(thesaurus.choices("firms", general=False)) == {"houses": 7.5}
    assert thesaurus.choices("the") == ()
    assert thesaurus.choices("Brno") == ()


def test_a_folder_without_wordnet_is_refused(wordnet: Path) -> None:
    (wordnet / "data.verb").unlink()
    with pytest.raises(UsageError, match=r"data\.verb is missing; --wordnet takes"):
        WordNet(wordnet)
