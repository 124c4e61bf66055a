"""Claims as questions."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.training import gathering
from qa.training.claim_questions import ask, cloze, untokenised, yes_or_no
from qa.training.claims import Label, Pair, labelled
from qa.training.examples import Example, joined
from qa.training.sources.inference import read_multirc_questions

EVIDENCE = "The painter took up a post at the Orbis Academy in 1990 ."
OTHERS = ["It was cold that winter .", "He sold 12 pictures to a museum .", "Nobody came ."]


def pair(label: Label, claim: str = "Dvorak began to teach at the Orbis Academy in 1990 .") -> Pair:
    return labelled("set", claim, EVIDENCE, label, "Dvorak")


def others() -> list[Pair]:
    return [labelled("other", "x", text, Label.UNSUPPORTED, "Dvorak") for text in OTHERS]


@given(st.integers(0, 10_000))
def test_a_part_is_asked_for_that_the_evidence_has(seed: int) -> None:
    made = [e for e in ask([pair(Label.SUPPORTED), *others()], seed) if e.source == "set/cloze"]
    for example in made:
        (answer,) = example.answer_texts
        assert answer in ("Orbis Academy", "1990")
        assert answer not in example.question
        (place,) = example.answering
        start, end = example.paragraph.sentences[place]
        assert example.paragraph.text[start:end] == untokenised(EVIDENCE)
        assert example.paragraph.title == "Dvorak"


@given(st.integers(0, 10_000))
def test_without_its_evidence_a_question_has_no_answer(seed: int) -> None:
    for example in ask([pair(Label.SUPPORTED), *others()], seed):
        if example.source == "set/removed":
            assert not example.answerable
            assert "1990" not in example.paragraph.text


def test_what_is_neither_has_no_answer_and_what_contradicts_has() -> None:
    asked = [e for seed in range(40) for e in ask([pair(Label.NEITHER), *others()], seed)]
    assert asked
    assert not any(example.answerable for example in asked)
    denied = [e for seed in range(200) for e in ask([pair(Label.CONTRADICTED), *others()], seed)]
    assert 0 < len(denied) < 60
    assert all(example.answerable for example in denied)


def test_another_sentence_of_the_page_does_not_answer() -> None:
    said = labelled(
        "other",
        "x",
        "Dvorak began to teach at the Orbis Academy in 1990 .",
        Label.NEITHER,
        "Dvorak",
    )
    for seed in range(40):
        for example in ask([pair(Label.NEITHER), said, *others()], seed):
            if example.source == "set/neither":
                assert "began to teach" not in example.paragraph.text


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Dvorak sold 12 pictures.", "He sold pictures in 1912."),
        ("He met Ann.", "It is an annual fair."),
        ("It was on 15 May.", "It was on 15 May."),
        ("He led 2000 workers.", "He led 2000 workers."),
        ("They sold Dvorak's pictures.", "They sold Dvorak's pictures."),
    ],
)
def test_parts_that_make_no_question(claim: str, evidence: str) -> None:
    assert all(cloze(claim, evidence, random.Random(seed)) is None for seed in range(5))


def test_no_part_is_asked_for_that_the_evidence_lacks() -> None:
    assert cloze("Dvorak taught in 1991.", "He taught in 1990.", random.Random(1)) is None


@pytest.mark.parametrize("seed", range(10))
def test_questions_are_of_the_part(seed: int) -> None:
    question, answer = cloze("he taught in 1990.", "He taught in 1990.", random.Random(seed)) or (
        "",
        "",
    )
    assert answer == "1990"
    assert question in ("When he taught?", "In what year he taught?", "He taught when?")


def test_a_claim_is_asked_as_it_is() -> None:
    asked = {yes_or_no("Dvorak was a painter.", random.Random(seed)) for seed in range(30)}
    assert asked == {
        "Was Dvorak a painter?",
        "Is it true that Dvorak was a painter?",
        "Dvorak was a painter?",
    }


def test_a_claim_with_a_clause_before_its_verb_keeps_its_order() -> None:
    for claim in ("The man who was killed is Novak.", "There are dogs.", "In 1990 he was ill."):
        asked = {yes_or_no(claim, random.Random(seed)) for seed in range(30)}
        assert asked == {f"Is it true that {claim[0].lower()}{claim[1:-1]}?", f"{claim[:-1]}?"}


def test_marks_are_put_to_their_words() -> None:
    text = "The firm 's plan ( of 1990 ) cost $ 5 , and did n't work ."
    assert untokenised(text) == "The firm's plan (of 1990) cost $5, and didn't work."


def test_multirc_finds_its_answers_or_the_nearest_sentence(tmp_path: Path) -> None:
    text = "The court met on Monday. Judge Novak freed the two harbour workers. It rained."

    def row(question: str, answer: str, label: str) -> dict[str, str]:
        sentence = f"paragraph: {text}\nquestion: {question}\ncandidate answer: {answer}"
        return {"sentence": sentence, "label": label}

    rows = [
        row("Who set them free?", "Judge Novak", "True"),
        row("Who set them free?", "The rain", "False"),
        row("Were the two harbour workers freed by the judge?", "Yes", "True"),
        row("Why?", "No", "True"),
    ]
    (tmp_path / "MultiRC.train.json").write_text(json.dumps(rows), encoding="utf-8")
    found, near = read_multirc_questions(tmp_path)
    assert (found.answer_texts, found.answering) == (("Judge Novak",), (1,))
    assert (near.source, near.answers, near.answering) == ("multirc/near", (), (1,))


def test_claims_join_the_mix_but_not_what_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = [
        labelled("set", f"Painter {name} taught in 1990 .", f"{name} taught in 1990 .", label, name)
        for name, label in zip("ABCDEFGH", [Label.SUPPORTED, Label.NEITHER] * 4, strict=True)
    ]
    readers = {name: lambda root: apart for name in gathering.ASKED}
    multirc = [Example("multirc", "Who left?", joined(["B left the town."]), ((0, 1),), (0,))]
    monkeypatch.setattr(gathering, "CLAIM_READERS", readers)
    monkeypatch.setattr(gathering, "read_multirc_questions", lambda folder: multirc)
    own = [Example("own", f"What is {n}?", joined([f"It is {n}."]), (), (0,)) for n in range(20)]

    mixed = gathering.with_claims(own, tmp_path, [], 1)
    kinds = Counter(example.source.split("/")[0] for example in mixed)
    asked = kinds["set"] + kinds["multirc"]
    assert kinds["multirc"] == gathering.SEEN_MULTIRC
    share = gathering.CLAIMS_SHARE
    assert kinds["own"] == min(20, round(asked * (1 - share) / share))

    mixed = gathering.with_claims(own, tmp_path, multirc, 1)
    assert Counter(example.source for example in mixed)["multirc"] == 0
