"""Passages and sentences: exact slices, every word once, and where the cuts fall."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lines import split_lines, unwrap
from index.passages import PASSAGE_WORDS, split_passages, split_sentences
from index.readers import article_paths, read_article
from index.types import Article, Passage

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "seeds", ROOT / "tests" / "data" / "articles")

WORDS = st.sampled_from(
    [
        "Lee",
        "said",
        "the",
        "U.S.",
        "Nov.",
        "16",
        "call.",
        "“We",
        "agreed.”",
        "(AP)",
        "3.5",
        "S.",
        "…",
        "why?",
    ]
)
PARAGRAPHS = st.lists(
    st.tuples(st.lists(WORDS, min_size=1, max_size=200).map(" ".join), st.booleans()), max_size=12
)


def make_article(paragraphs: list[tuple[str, bool]]) -> Article:
    """An article whose paragraphs are evidence where the flag says so."""
    text, body = "", []
    for paragraph, is_evidence in paragraphs:
        if is_evidence:
            body.append((len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Article(id="a", path="a.txt", text=text, body=tuple(body), content_hash="")


def check(article: Article, passages: tuple[Passage, ...]) -> None:
    """The promises of split_passages."""
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    assert all(passage.article_id == article.id for passage in passages)
    previous = 0
    for passage in passages:
        assert passage.text == article.text[passage.start : passage.end]
        assert (passage.sentences[0][0], passage.sentences[-1][1]) == (passage.start, passage.end)
        assert len(passage.text.split()) <= PASSAGE_WORDS or len(passage.sentences) == 1
        for start, end in passage.sentences:
            assert previous <= start < end
            assert article.text[start:end].strip() == article.text[start:end]
            previous = end
    sentences = [article.text[start:end] for p in passages for start, end in p.sentences]
    body = [article.text[start:end] for start, end in article.body]
    assert "".join("".join(sentences).split()) == "".join("".join(body).split())
    assert " ".join(" ".join(p.text for p in passages).split()) == " ".join(" ".join(body).split())


@given(PARAGRAPHS)
def test_passages_are_slices_that_hold_every_word_once(paragraphs: list[tuple[str, bool]]) -> None:
    article = make_article(paragraphs)
    check(article, split_passages(article))


@given(st.text(max_size=400))
def test_sentences_hold_every_character_once(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(
        text.split()
    )
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert list(spans) == sorted(spans)


@given(st.text(alphabet=st.sampled_from("ab. \n\t—é"), max_size=200))
def test_lines_hold_every_character_once(text: str) -> None:
    lines = split_lines(text)
    assert all(
        text[line.start : line.end] == line.text == line.text.strip() != "" for line in lines
    )
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())


@given(st.text(alphabet=st.sampled_from("ab. \n\t—é"), max_size=200))
def test_unwrapping_moves_nothing(text: str) -> None:
    lines = split_lines(text)
    unwrapped = unwrap(text, lines)
    assert [unwrapped[line.start : line.end] for line in lines] == [
        line.text.replace("\n", " ") for line in lines
    ]
    assert [a for a, b in zip(text, unwrapped, strict=True) if a != b] == ["\n"] * sum(
        line.text.count("\n") for line in lines
    )


@pytest.mark.parametrize(
    "path",
    [path for folder in FOLDERS for path in article_paths(folder)],
    ids=lambda path: path.name,
)
def test_passages_of_articles(path: Path) -> None:
    article = read_article(path, path.parent)
    check(article, split_passages(article))


@pytest.mark.parametrize(
    "sentences",
    [
        ["He met Gov. Smith and Sen. Jones.", "They left at 5 p.m. Monday."],
        ["They met in the U.S.", "And then they left."],
        ["The U.S. Senate voted.", "It was close."],
        ["The convoy left at 7:20 a.m.", "By evening the pass was free."],
        ["Lt. Col. Kim and Gen. Lee met Rep. Jane Doe.", "Lt. Gen. Park did not."],
        ["S. Korea and N. Korea met on Nov. 16, 2023.", "J. K. Rowling did not."],
        ["“It was good.", "I liked it,” he said.", "She asked “Why?”", "Then he left."],
        ['"Yes!" she replied.', '"Why?" he asked.'],
        ["It grew 3.5 percent...", "Then it fell."],
        ["He left Tokyo on Nov. 16, 2023. (Kyodo)"],
        ["He said, “This is the end.” (Yonhap)", "The talks began."],
        ["She lives in Washington, D.C.", "The mayor came."],
        ["1. Trade will grow.", "2. Taxes will fall."],
        ["President Lee spoke with Ishiba (who was in Tokyo).", "They agreed."],
        ["Lee wrote on social media after the call.", "“This year is special.", "We will work.”"],
        ["Mr. Kim Jr. said so.", "Samsung Electronics Co. denied it."],
        ["In Nov. the leaders met.", "On Nov. 16, 2023, they met again."],
        ["One short line"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_blank_line_ends_a_sentence() -> None:
    text = "Key points\n\n  The bridge\nis open. It rained.\n"
    assert [text[start:end] for start, end in split_sentences(text)] == [
        "Key points",
        "The bridge\nis open.",
        "It rained.",
    ]


def test_passages_end_with_paragraphs() -> None:
    """Four paragraphs of 60 words become two passages of two, not 150 words and a rest."""
    article = make_article([(" ".join(["Lee said so."] * 20), True)] * 4)
    assert [len(p.text.split()) for p in split_passages(article)] == [120, 120]


def test_one_long_paragraph_is_shared_out_evenly() -> None:
    article = make_article([(" ".join(["Lee said so on Monday."] * 40), True)])
    assert [len(p.text.split()) for p in split_passages(article)] == [100, 100]


def test_a_long_sentence_stands_alone_and_whole() -> None:
    long = "Lee said " + "and said " * 100 + "so."
    article = make_article([("It rained.", True), (long, True), ("It stopped.", True)])
    assert [p.text for p in split_passages(article)] == ["It rained.", long, "It stopped."]


def test_no_passage_reaches_across_furniture() -> None:
    article = make_article([("Lee spoke.", True), ("Share this", False), ("Ishiba spoke.", True)])
    assert [p.text for p in split_passages(article)] == ["Lee spoke.", "Ishiba spoke."]


def test_header() -> None:
    article = Article(
        id="a",
        path="a.txt",
        text="It rained.",
        body=((0, 10),),
        content_hash="",
        title="Rain",
        publisher="The Gazette",
        published=date(2024, 4, 18),
    )
    (passage,) = split_passages(article)
    assert passage.header == "Rain | The Gazette | 2024-04-18 (Thursday 18 April 2024)"


def test_without_a_title_the_opening_words_head_all_passages_but_the_first() -> None:
    article = make_article([("It rained.", True), ("Share this", False), ("It stopped.", True)])
    assert [passage.header for passage in split_passages(article)] == ["", "It rained."]
