"""The second generator of false sentences: each kind on a sentence that it must change."""

from __future__ import annotations

import random

import pytest

from qa.evaluation.falsehoods import FALSEHOODS
from qa.evaluation.paraphrases import PARAPHRASES

SENTENCES = {
    "unit or counted": "The port is shut for 12 weeks.",
    "numbers placed": "Police found 12 boats and 30 nets.",
    "dates": "Novak resigned on Monday.",
    "bounds": "It cost more than $12 million.",
    "roles": "In Brno, Petra Novak told Karel Dvorak to leave.",
    "passive": "The port was closed by Novak.",
    "possessed": "Later Novak’s brother resigned.",
    "clauses joined": "Novak left the port, and Kral was arrested in Brno.",
    "speaker": "“It rains,” Petra Novak said in Brno.",
    "speech as fact": "“The port is shut for good,” Petra Novak said.",
    "negated": "Novak left without a coat.",
    "opposite": "Novak signed the contract.",
    "surer": "The port may close.",
    "doubtful": "The port was old.",
    "quantifiers": "All boats left.",
    "qualifiers": "The former mayor left.",
    "quotations": "Novak called it “a very long and cold winter”.",
}


@pytest.mark.parametrize("kind", FALSEHOODS)
def test_each_kind_changes_its_sentence_alone(kind: str) -> None:
    sentence = SENTENCES[kind]
    made = FALSEHOODS[kind](sentence, ["Jana Mala"], random.Random(1))
    assert made is not None
    assert made != sentence
    assert FALSEHOODS[kind]("Bread.", ["Jana Mala"], random.Random(1)) is None


@pytest.mark.parametrize(
    ("kind", "sentence", "made"),
    [
        ("no ending", "Novak shut the old port, which leaked.", "Novak shut the old port."),
        ("no aside", "Novak, who is 52, has left the city.", "Novak has left the city."),
        ("no opening", "After the storm, the old port was shut.", "The old port was shut."),
        ("no 2nd clause", "Novak shut the old port, and Kral left.", "Novak shut the old port."),
        ("no time", "Novak shut the old port on Monday.", "Novak shut the old port."),
        ("no adverb", "Novak recently shut the old port.", "Novak shut the old port."),
        ("no title", "He said President Petra Novak left.", "He said Petra Novak left."),
        ("time in front", "Novak left on Monday.", "On Monday, Novak left."),
        ("time at end", "On Monday, Novak left.", "Novak left on Monday."),
        ("speaker moved", "“It rained,” Novak said.", "Novak said, “It rained.”"),
        ("number rewritten", "About 12 per cent left.", "About 12% left."),
    ],
)
def test_each_wording(kind: str, sentence: str, made: str) -> None:
    assert PARAPHRASES[kind](sentence) == made


def test_nothing_that_could_make_the_rest_false_is_left_out() -> None:
    assert PARAPHRASES["no ending"]("Novak never shut the port, which is not old.") is None
    assert PARAPHRASES["no opening"]("Without the storm, the port was not shut.") is None
    assert PARAPHRASES["no adverb"]("“Novak recently shut the old port,” Kral said.") is None
