from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.asked import Mention
from qa.sources.publishers import LEAST_CERTAINTY, publishers_named

PUBLISHERS = (
    "The Harbor",
    "Ledger",
    "TownCrier",
    "ZBC News - Science",
    "ZBC News - Arts & Books",
    "The Courier - Sports",
    "The Courier - Travel",
    "The Old River Times",
    "Gnbc | World Money Leader",
    "Deep Field: The Most Interesting Papers",
    "PBSRowing.com",
    "brook.co.uk",
    "Market Line",
    "Kestrel, Lower Bay",
    "Lund Daily",
)
COURIERS = ("The Courier - Sports", "The Courier - Travel")
ZBC = ("ZBC News - Science", "ZBC News - Arts & Books")


def named(question: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(question[m.start : m.end], m.publishers) for m in _mentions(question)]


def _mentions(question: str) -> tuple[Mention, ...]:
    return publishers_named(question, PUBLISHERS)


@pytest.mark.parametrize(
    ("question", "words", "publishers"),
    [
        ("What did The Harbor say about rain?", "The Harbor", ("The Harbor",)),
        ("What does the 'The Harbor' article say?", "The Harbor", ("The Harbor",)),
        ("What is in the Harbor report on rain?", "the Harbor", ("The Harbor",)),
        ("What do Harbor articles say on rain?", "Harbor", ("The Harbor",)),
        ("Was the Harbor's review kind?", "the Harbor", ("The Harbor",)),
        ("Was it raining, as the ZBC reported?", "ZBC", ZBC),
        ("Was it raining, as ZBC News reported?", "ZBC News", ZBC),
        ("What did ZBC News - Science report?", "ZBC News - Science", ZBC[:1]),
        ("What did ZBC News: Arts and Books report?", "ZBC News: Arts and Books", ZBC[1:]),
        ("Does The Courier agree that it rained?", "The Courier", COURIERS),
        ("Does the Courier Travel article say so?", "the Courier Travel", COURIERS[1:]),
        ("Which bridge does the ORT article name?", "ORT", ("The Old River Times",)),
        ("Which bridge is it, per the Old River Times?", "the Old River Times", PUBLISHERS[7:8]),
        ("What did GNBC tell of the bank?", "GNBC", ("Gnbc | World Money Leader",)),
        ("What does Deep Field say of stars?", "Deep Field", PUBLISHERS[9:10]),
        ("Who won, according to PBS Rowing?", "PBS Rowing", ("PBSRowing.com",)),
        ("Who won, according to pbsrowing.com?", "pbsrowing.com", ("PBSRowing.com",)),
        ("Who won, according to Brook?", "Brook", ("brook.co.uk",)),
        ("Who won, according to www.brook.co.uk?", "brook.co.uk", ("brook.co.uk",)),
        ("Did the Town Crier mention rain?", "Town Crier", ("TownCrier",)),
        ("did the towncrier mention rain?", "towncrier", ("TownCrier",)),
        ("what does gnbc report on rain?", "gnbc", ("Gnbc | World Money Leader",)),
        ("Did TOWNCRIER mention rain?", "TOWNCRIER", ("TownCrier",)),
        ("What does Kestrel report on rain?", "Kestrel", ("Kestrel, Lower Bay",)),
        ("Did it rain, according to the Lund article?", "Lund", ("Lund Daily",)),
        ("What is in the article by Kestrel, Lower Bay?", "Kestrel, Lower Bay", PUBLISHERS[13:14]),
    ],
)
def test_a_publisher_is_recognised_under_its_variants(
    question: str, words: str, publishers: tuple[str, ...]
) -> None:
    assert named(question) == [(words, publishers)]


@pytest.mark.parametrize(
    "question",
    [
        "How deep is the harbor of Lund?",
        "Who keeps the ledger of the bank?",
        "Was it a brook or a river?",
        "Which market lines rose in Lund?",
        "In the deep, field mice drown.",
        "Is the market. Line up was the order?",
        "Who founded Ledger Brothers?",
        "What happened in Ledger 500?",
        "How short is one ort of bread?",
        "What is news - science or arts?",
    ],
)
def test_ordinary_words_and_longer_names_are_no_publishers(question: str) -> None:
    assert named(question) == []


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("What did Ledger report on rain?", "What happened to Ledger in May?"),
        ("Is it true, according to Ledger?", "Is it true of Ledger?"),
        ("Does 'Ledger' tell of rain?", "Does Ledger tell of rain?"),
        ("What is the TownCrier doing?", "What is Ledger doing?"),
        ("What is Market Line doing?", "What is Ledger doing?"),
        ("What is the Market Line doing?", "What is the market line doing in Lund?"),
        ("What is Ledger.com doing?", "What is Ledger doing?"),
        ("Did a TownCrier and Ledger article agree?", "Did TownCrier boss Ledger agree?"),
    ],
)
def test_certainty_follows_how_the_name_is_written_and_what_is_beside_it(
    surer: str, less_sure: str
) -> None:
    def certainty(question: str) -> float:
        return min((m.certainty for m in _mentions(question)), default=0.0)

    assert certainty(surer) > certainty(less_sure)


def test_a_list_shares_what_is_sure_of_one() -> None:
    alone = _mentions("Is it so in Ledger?")[0].certainty
    listed = _mentions("Who won, as reported by PBS Rowing, the 'Town Crier', Ledger, and GNBC?")
    assert [m.publishers[0] for m in listed][2] == "Ledger"
    assert alone < 0.7 < 0.8 < min(m.certainty for m in listed)


def test_a_full_name_means_that_publisher_alone() -> None:
    publishers = ("ZBC News", "ZBC News - Science", "Harbor", "The Harbor")
    mentions = publishers_named("Did ZBC News, The Harbor or Harbor say so?", publishers)
    assert [m.publishers for m in mentions] == [("ZBC News",), ("The Harbor",), ("Harbor",)]


def test_without_publishers_nothing_is_named() -> None:
    assert publishers_named("What did The Harbor say?", ()) == ()


@given(
    st.lists(st.one_of(st.sampled_from(PUBLISHERS), st.text(max_size=12)), max_size=8),
    st.lists(st.text(min_size=1, max_size=20), max_size=5),
)
def test_mentions_are_slices_in_order_of_publishers_that_were_given(
    parts: list[str], more: list[str]
) -> None:
    question, publishers = " ".join(parts), (*PUBLISHERS, *more)
    mentions = publishers_named(question, publishers)
    for mention in mentions:
        assert question[mention.start : mention.end].strip()
        assert set(mention.publishers) <= set(publishers)
        assert LEAST_CERTAINTY <= mention.certainty <= 1
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@given(st.sampled_from(PUBLISHERS))
def test_a_full_name_after_a_cue_is_sure(publisher: str) -> None:
    (mention,) = _mentions(f"What happened, according to {publisher}?")
    assert (mention.publishers, mention.certainty > 0.8) == ((publisher,), True)
