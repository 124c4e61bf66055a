"""Sentences made shorter by leaving out whole phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checks.cuts import is_safe_cut
from qa.checks.reading import read
from qa.checks.shortening import shortenings

SAID = (
    "On Monday, the two mayors held a 15-minute talk, which Novak had asked for, about the bridge "
    "that joins their towns, the city council said."
)


@pytest.mark.parametrize(
    ("sentence", "answer", "wanted"),
    [
        (SAID, "15-minute", "The two mayors held a 15-minute talk, the city council said."),
        (
            "The talk began at noon, five days after the election.",
            "noon",
            "The talk began at noon.",
        ),
        (
            "However, Novak did not sign the treaty, although Kral asked him to.",
            "",
            "Novak did not sign the treaty.",
        ),
    ],
)
def test_phrases_are_left_out(sentence: str, answer: str, wanted: str) -> None:
    assert wanted in shortenings(sentence, answer)


@pytest.mark.parametrize("answer", ["Novak had asked for", "the bridge", "Monday", "15-minute"])
def test_the_answer_and_who_says_so_stay(answer: str) -> None:
    found = shortenings(SAID, answer)
    assert len(found) > 1
    for text in found:
        assert answer in text
        assert "the city council said" in text


def test_a_negation_stays() -> None:
    sentence = "The council met, although Novak was not there, and signed."
    assert all("not" in text for text in shortenings(sentence))


def test_an_opening_phrase_is_no_sentence() -> None:
    sentence = "During the talk in Brno, Novak spoke of the bridge."
    assert not any(text.startswith("During the talk.") for text in shortenings(sentence))


def test_what_is_left_has_a_verb() -> None:
    sentence = (
        "Mayor Novak (left) of Brno and Mayor Kral stand on the bridge in Brno, on May 2, 2024."
    )
    assert shortenings(sentence, "May 2, 2024") == (sentence,)


def test_the_verb_of_a_relative_clause_is_not_enough() -> None:
    sentence = "The council of Velm, which met in the old hall, sold the bridge to a firm in Karst."
    found = shortenings(sentence)
    assert "The council of Velm sold the bridge." in found
    assert not any(text.endswith(("which met.", "old hall.")) for text in found)


@pytest.mark.parametrize("sentence", ["", "Go.", "12 weeks"])
def test_what_is_short_stays(sentence: str) -> None:
    assert shortenings(sentence) == ((sentence,) if sentence else ())


def test_a_list_without_full_stops_takes_no_time() -> None:
    text = "Novak of Brno met Kral in the city on Monday, " * 500 + "they said."
    assert shortenings(text) == (text,)  # cut up, it would take many minutes


_PIECES = st.sampled_from(
    "Novak Kral the a bridge talk met said that which in of with Monday and not , . “ ” ( )".split()
)


@given(st.lists(_PIECES, max_size=30))
def test_only_words_of_the_sentence_in_their_order_and_itself_among_them(pieces: list[str]) -> None:
    sentence = " ".join(pieces)
    reading = read(sentence)
    found = shortenings(sentence)
    if reading.tokens:
        assert found[-1] == sentence.strip()
    for text in found:
        kept = iter(token.key for token in reading.tokens)
        assert all(token.key in kept for token in read(text).tokens)


def test_nothing_is_cut_out_of_a_quotation() -> None:
    quotation = "“We cut the crew, which was small, to save money last year,”"
    found = shortenings(f"{quotation} Novak said in Brno, where she lives.", "crew")
    assert len(found) > 1
    assert all(quotation in text for text in found)


def test_an_aside_with_a_verb_is_no_sentence() -> None:
    found = shortenings("Karel Dvorak, a teacher who was on board, spoke to us in Brno.", "teacher")
    assert "Karel Dvorak, a teacher who was on board." not in found


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("The mayor resigned on Monday, and the council, which met on Tuesday, elected Dvorak.",
         "on Monday elected"),
        ("The guild will hold a walk next Thursday. Bring a lantern, they say, and some salt.",
         "Thursday, they say"),
        ("The crown would fetch at least 9 million, Novak said.", "would fetch, Novak said"),
        ("The firm sold about 300 shops.", "The firm sold."),
        ("Novak won in May and, with time running out, lost in June.", "in May and."),
        ("Novak believes that the dam will break.", "Novak believes."),
        ("It was signed by France, Germany and Italy but not by Spain.", "signed, Germany"),
        ("Flights fell because of fog at the airport, Novak said.", "because, Novak"),
        ("Novak took over in 2021 after a vote.", "Novak took."),
        ("The opening was put back by four months, to Jan. 1, Novak said.", "back, to"),
        ("Sales came to 780 million, up from 610 million, Novak said.", ", up, Novak"),
        ("It raised its rate to 5% from 4%, its highest in years.", "its rate, its"),
    ],
)  # fmt: skip
def test_clauses_are_not_joined_nor_left_half(sentence: str, never: str) -> None:
    assert not any(never in shorter for shorter in shortenings(sentence))


def test_who_speaks_may_stand_behind_the_first_sentence_of_a_quotation() -> None:
    reading = read("“We won. We are glad of it,” Novak said.")
    said = next(i for i, token in enumerate(reading.tokens) if token.text == "Novak")
    assert is_safe_cut(reading, 1, said, speech=[said])
    plain = read("We won on Thursday. It was late, Novak said.")
    said = next(i for i, token in enumerate(plain.tokens) if token.text == "Novak")
    assert not is_safe_cut(plain, 3, said, speech=[said])
