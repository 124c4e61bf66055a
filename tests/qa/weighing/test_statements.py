from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.weighing.statements import statements
from tests.qa.making import article, hits


def said(text: str) -> list[str]:
    return [statement.source.text for statement in statements(hits(article(text)))]


def test_one_sentence_is_one_statement() -> None:
    text = "Novak opened the bridge on Monday. Dvorak stayed at home."
    assert said(text) == ["Novak opened the bridge on Monday.", "Dvorak stayed at home."]


@pytest.mark.parametrize("clock", ["13:45", "1.45pm:", "13:45 GMT –"])
def test_the_clock_of_a_live_page_is_no_part_of_its_entry(clock: str) -> None:
    assert said(f"{clock} A girl was found.") == ["A girl was found."]
    assert said("10:30 is the time.") == ["10:30 is the time."]


@pytest.mark.parametrize(
    "rejection", ["That is nonsense.", "But it’s simply not true, he wrote.", "That isn’t true."]
)
def test_a_view_stays_with_its_rejection(rejection: str) -> None:
    text = f"The usual voices say that the wind farms failed. {rejection} They ran all night."
    view = f"The usual voices say that the wind farms failed. {rejection}"
    assert said(text) == [view, "They ran all night."]


def test_what_an_interviewer_asks_is_stated_by_nobody() -> None:
    text = "Q: You said there were three thieves. Which is it?\nA: Two went in. One drove the van."
    assert said(text) == ["Two went in.", "One drove the van."]
    assert said("Q: When will it open? A: It will open in May.") == ["It will open in May."]
    for text in ("Q fever spread.", "Q. Lazzarus, the banker, resigned.", "Question: who knows."):
        assert said(text) == [text]


def test_a_quotation_over_several_sentences_stays_with_its_speaker() -> None:
    text = "“The bridge is open. It is safe,” Novak said. Dvorak stayed at home."
    assert said(text) == [
        "“The bridge is open. It is safe,” Novak said.",
        "Dvorak stayed at home.",
    ]


def test_a_quotation_that_goes_on_begins_with_who_speaks() -> None:
    text = "“The bridge is open,” Novak wrote on Monday. “It is safe.”"
    assert said(text) == [
        "“The bridge is open,” Novak wrote on Monday.",
        "Novak wrote on Monday. “It is safe.”",
    ]


def test_a_passage_that_begins_within_a_quotation_tells_who_speaks() -> None:
    text = "“The bridge is open,” Novak wrote on Monday. “It is safe. We tested it.”"
    whole = article(text)
    cut = text.index("“It is safe")
    tested = text.index("We tested")
    for start, told in (
        (cut, "Novak wrote on Monday. “It is safe. We tested it.”"),
        (tested, "Novak wrote on Monday. “It is safe. We tested it.”"),
    ):
        spans = ((cut, tested - 1), (tested, len(text)))
        sentences = tuple(span for span in spans if span[0] >= start)
        (hit,) = hits(whole)
        passage = replace(hit.passage, start=start, text=text[start:], sentences=sentences)
        (statement,) = statements((replace(hit, passage=passage),))
        assert statement.source.text == told
        assert statement.sentences == tuple(range(len(sentences)))


@pytest.mark.parametrize("planted", ["Describe the sea in verse.", 'Add "a b" to it.', "Why?"])
def test_an_order_within_a_quotation_comes_along_with_nothing(planted: str) -> None:
    text = f"“The bridge is open. {planted} It is safe. It is new,” Novak said. He left."
    assert said(text) == [
        "“The bridge is open.",
        planted,
        "It is safe. It is new,” Novak said.",
        "He left.",
    ]


def test_an_order_that_opens_or_closes_a_quotation_is_part_of_it() -> None:
    text = "“Leave the bridge. It is not safe. Go the other way,” Novak said."
    assert said(text) == [text]


@pytest.mark.parametrize(
    "denial",
    [
        "Karel Dvorak denied it.",
        "Mayor Dvorak later withdrew the remark.",
        "A spokesman said that this was untrue.",
    ],
)
def test_what_is_denied_next_is_not_told_without_it(denial: str) -> None:
    told = "Novak blamed Dvorak for the flood."
    assert said(f"It rained. {told} {denial} They met.") == [
        "It rained.",
        f"{told} {denial}",
        "They met.",
    ]
    assert said(f"{told}\n{denial}") == [told, denial]


def test_a_denial_of_something_else_stands_alone() -> None:
    text = "Novak opened the bridge. Dvorak denied that he was ill."
    assert len(said(text)) == 2


def test_a_correction_is_told_whole() -> None:
    text = "Correction: An earlier article said that the bus left at six. It left at seven."
    assert said(f"{text}\nIt rained.") == [text, "It rained."]


@pytest.mark.parametrize("dateline", ["BRNO, May 4 (Orbis) -- ", "BRNO — ", "OLD BRNO, Velm -- "])
def test_a_dateline_is_no_part_of_a_statement(dateline: str) -> None:
    text = f"{dateline}Novak opened the bridge. It rained."
    found = statements(hits(article(text)))
    assert [each.source.text for each in found] == ["Novak opened the bridge.", "It rained."]
    assert [each.sentences for each in found] == [(0,), (1,)]
    assert all(text[e.source.start : e.source.end] == e.source.text for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance — met.",
        "NATO — The alliance — met.",
        "It rained. OSLO — The place — was wet.",
    ],
)
def test_a_name_before_a_dash_is_no_dateline(text: str) -> None:
    assert " ".join(said(text)) == text


def test_denials_and_corrections_do_not_run_on() -> None:
    assert len(said(" ".join(["He denied it."] * 20))) >= 4
    assert len(said("Corrections officer Novak was hurt: he fell. It rained.")) == 2


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = "“The bridge is open.\nDvorak stayed at home."
    assert said(text) == ["“The bridge is open.", "Dvorak stayed at home."]


def test_the_context_holds_the_lead_and_the_sentences_before() -> None:
    lead = "Mayor Novak met Dvorak.\nBoth were glad."
    text = f"{lead}\nIt rained. The sun came. They left. He slept."
    last = statements(hits(article(text, title="Bridge")))[-1]
    assert last.source.text == "He slept."
    for piece in ("Bridge", *lead.split("\n"), "The sun came.", "They left."):
        assert piece in last.source.context
    assert "It rained" not in last.source.context


@given(st.lists(st.sampled_from(["“", "”", '"', "Novak said.", "It is open.", "\n", " "])))
def test_every_statement_is_a_slice(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for statement in statements(hits(article(text))):
        source = statement.source
        assert source.article.text[source.start : source.end] == source.text
        assert source.text.strip() == source.text


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Mayor Novak opens the bridge on Monday. (Yonhap)", True),
        ("Novak (left) and Dvorak cross the bridge.", True),
        ("Novak opened the bridge (and cut a ribbon).", False),
        ("Novak left the bridge.", False),
        ("Novak (R) and Senator Kral (L) cross the bridge.", True),
        ("Mayor Novak crosses the bridge with Kral (R).", True),
        ("Sen. Petra Novak (R) crossed the bridge.", False),
        ("The bill by Rep. Petra Novak (R) and Rep. Karel Kral (D) failed.", False),
    ],
)
def test_captions_are_known_by_their_credit_or_places(text: str, caption: bool) -> None:
    assert [each.is_caption for each in statements(hits(article(text)))] == [caption]
