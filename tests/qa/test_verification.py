"""The gate between a draft and the reader: each kind of error that a small model makes."""

from __future__ import annotations

import pytest

from qa.verification import check_sentence, speakers, supports

EVIDENCE = (
    "Mayor Petra Novak told Karel Dvorak on Tuesday that the bridge could close for 12 weeks, "
    "according to the city council."
)


@pytest.mark.parametrize(
    "faithful",
    [
        EVIDENCE,
        "According to the city council, Petra Novak told Karel Dvorak that the bridge could close.",
        "Mayor Petra Novak told Karel Dvorak that the bridge could close for twelve weeks, "
        "according to the city council.",
    ],
)
def test_a_faithful_draft_passes(faithful: str) -> None:
    question = "What did the city council say about the bridge?"
    assert check_sentence(faithful, EVIDENCE, context=EVIDENCE, question=question).reasons == ()


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ("According to the city council, the bridge could close for 14 weeks.", "numbers not in"),
        ("According to the city council, the tunnel could close for 12 weeks.", "words not in"),
        ("On Monday the city council said the bridge could close.", "words not in"),
        (
            "Karel Dvorak told Petra Novak the bridge could close, according to the city council.",
            "joined otherwise",
        ),
        ("According to the city council, the bridge could not close.", "a negation"),
        ("According to the city council, the bridge will close for 12 weeks.", "hedges lost"),
        ("The bridge could close for 12 weeks.", "the speaker is lost"),
        ("The bridge could close for 12 weeks, Karel Dvorak said.", "not who speaks"),
        ("The city council said: “The bridge could be shut”.", "not the article's own words"),
        ("The city council said the bridge could close before 12 weeks.", "links not in"),
        ("The city council said we could close the bridge.", "first person"),
        ("The city council said the bridge could close for 12 weeks.", "the speaker is lost"),
    ],
)
def test_an_unfaithful_draft_is_refused_with_the_reason(draft: str, reason: str) -> None:
    reasons = check_sentence(draft, EVIDENCE).reasons
    assert any(reason in each for each in reasons), reasons


def test_only_a_name_may_stand_for_a_pronoun() -> None:
    evidence, context = "It sells 12 kinds of bread.", "The best shops of Brno. Pekarna is old."
    question = "Does Pekarna, one of the best shops, sell bread?"
    named = check_sentence(
        "Pekarna sells 12 kinds of bread.", evidence, context=context, question=question
    )
    assert named.passed
    others = "The best shops sell 12 kinds of bread."
    reasons = check_sentence(others, evidence, context=context, question=question).reasons
    assert reasons == ("words put in: best",)


def test_nothing_is_put_in_that_the_sentence_has_not() -> None:
    evidence, context = "Three clerks left after Novak.", "Novak, the mayor, was dismissed."
    draft, question = "Three clerks left after Novak was dismissed.", "Who dismissed Novak?"
    assert not check_sentence(draft, evidence, context=context, question=question).passed


def test_a_name_from_the_context_alone_is_not_enough() -> None:
    evidence, context = "He resigned on Friday.", "Karel Dvorak resigned."
    draft = "Karel Dvorak resigned on Friday."
    assert not check_sentence(draft, evidence, context=context, question="Who resigned?").passed
    question = "When did Karel Dvorak resign?"
    assert check_sentence(draft, evidence, context=context, question=question).passed
    assert not check_sentence(draft, evidence, question=question).passed


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It will open,” Novak said.", ("Novak",)),
        ("“It will open,” the city council said in a statement.", ("the city council",)),
        ("According to the police, it rained.", ("the police",)),
        ("“It is open,” Novak said, according to her office.", ("her office", "Novak")),
        ("Novak said that it will open.", ("Novak",)),
        ("Novak said, “It will open.”", ("Novak",)),
        ("The bridge will open in May.", ()),
    ],
)
def test_speakers(text: str, speaker: tuple[str, ...]) -> None:
    assert speakers(text) == speaker


CLAIM = "The bridge in Brno will close for 12 weeks."


@pytest.mark.parametrize(
    ("source", "says_so"),
    [
        ("For 12 weeks the bridge in Brno is to close.", True),
        ("For 14 weeks the bridge in Brno is to close.", False),
        ("The bridge in Brno will close for 12 weeks, police said on Monday.", True),
        ("The bridge in Brno may close for 12 weeks.", False),
        ("The bridge in Brno will not close for 12 weeks.", False),
        ("The bridge in Prague will close for 12 weeks.", False),
        ("In Brno it rained for 12 weeks.", False),
    ],
)
def test_a_second_source_must_say_the_same(source: str, says_so: bool) -> None:
    assert supports(CLAIM, source) is says_so


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Petra Novak was elected mayor of Brno Castle.",
            "Petra Novak leads the race for mayor of Brno Castle, the election board said.",
        ),
        ("The port of Brno is shut, police said.", "The port of Brno is shut, Novak said."),
        ("The port is shut again, Novak said.", "The port is shut again, Kral told Novak."),
        ("“The port is shut,” said Mr Novak.", "“The port is shut,” said Mr Kral."),
    ],
)
def test_names_and_who_speaks_make_no_second_source(claim: str, source: str) -> None:
    assert supports(claim, claim)
    assert not supports(claim, source)


@pytest.mark.parametrize(
    ("source", "says_so"),
    [
        ("Kral sued Novak over the old bridge on Monday.", False),
        ("Novak sued Kral over the old bridge on Tuesday.", False),
        ("Novak sued Kral over the old bridge.", True),
        ("Kral was sued by Novak over the old bridge.", True),
        ("On Monday, Novak sued Kral over the old bridge.", True),
        ("In Brno, Novak sued Kral over the old bridge, police said on Tuesday.", True),
        ("Novak sued Kral on Monday over the old bridge, which was shut on Friday.", True),
    ],
)
def test_a_second_source_tells_who_did_it_to_whom_and_when(source: str, says_so: bool) -> None:
    assert supports("Novak sued Kral over the old bridge on Monday.", source) is says_so


def test_who_says_so_or_where_it_was_may_be_told_first() -> None:
    said = "Petra Novak said the old bridge in Brno will close on Monday."
    assert supports(said, "The old bridge in Brno will close on Monday, Petra Novak said.")
    assert supports("Petra Novak died in Brno.", "In Brno Petra Novak died.")


def test_a_second_source_may_say_more_surely_what_may_be_so() -> None:
    assert supports("The bridge may close for 12 weeks.", "The bridge will close for 12 weeks.")
    plan = "Novak and Kral plan to meet in Brno in May."
    assert supports("Novak and Kral agreed to meet in Brno in May.", plan)


def test_a_second_source_may_name_people_around_the_statement() -> None:
    source, question = "The two agreed to close the bridge.", "What did Novak and Dvorak agree on?"
    claim = "Novak and Dvorak agreed to close the bridge."
    assert supports(claim, source, context="Mayor Novak met Karel Dvorak.", question=question)
    assert not supports(claim, source, context="Two other mayors met.", question=question)
    assert not supports(source, source, context="Two other mayors met.", question=question)


def test_nothing_supports_an_empty_claim() -> None:
    assert not supports("", "Anything at all.")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("finance minister", "health minister", False),
        ("Finance Minister", "Health Minister", False),
        ("former president", "acting president", False),
        ("former president", "ousted president", True),
        ("prime minister", "Prime Minister", True),
        ("old president", "President", True),
        ("minister", "health minister", True),
    ],
)
def test_another_office_says_nothing_of_this_one(one: str, other: str, same: bool) -> None:
    claim, source = (
        f"The {who} opened the old bridge near the market on Monday for 12 weeks."
        for who in (one, other)
    )
    assert supports(claim, source) is same
