"""What nobody can see is in no article: not in its text, not in what it states about itself."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.passages import split_passages
from index.readers import read_article
from index.readers.unseen import clean, clean_line
from index.types import Article

TRICKS = "\u200b\u200c\u200d\u202e\u2066\ufe0f\ufe01\U000e0041\U000e0100\u3164\xad\ufeff\x1b"
"""A character of each kind that hides something."""
SIGNS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
SIGNS |= {*range(0x13430, 0x13440)}
"""Format characters that are written: Arabic number signs, hieroglyphs in one block."""
IGNORABLE = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0}
IGNORABLE |= {*range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9), *range(0xE0000, 0xE1000)}
"""Default ignorable without being controls or format characters, by Unicode 15."""

tricky = st.text(st.sampled_from(f"{TRICKS}aЯ \nبک\u064eक\u094d❤👩🏽🔥©1"))


def read(folder: Path, name: str, text: str) -> Article:
    (folder / name).write_text(text, encoding="utf-8")
    return read_article(folder / name, folder)


def test_they_are_dropped_before_offsets(tmp_path: Path) -> None:
    hidden = (
        "The\u200b may\u00ador \u202eopened\u202c the\ufeff bridge\u2066\x07 on\U000e0041 Monday."
    )
    article = read(tmp_path, "a.txt", hidden)
    assert article.text == "The mayor opened the bridge on Monday."
    assert article.body == ((0, len(article.text)),)


@given(words=st.lists(tricky, min_size=3, max_size=3))
@example(words=["", "", "\n1\n©"])
def test_offsets_count_what_is_left(
    words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = f"The mayor{words[0]} opened the bridge{words[1]} on Monday. It{words[2]} cost a crown."
    # Line ends among the words can leave no more than a headline and a credit of these sentences.
    told += "\n\nThe city council had paid for half of it, she said on Friday."
    article = read(tmp_path_factory.mktemp("a"), "a.txt", told)
    assert article.text == clean(told)
    for passage in split_passages(article):
        assert article.text[passage.start : passage.end] == passage.text
        for start, end in passage.sentences:
            sentence = article.text[start:end]
            assert sentence == sentence.strip()
            assert sentence == clean(sentence)


def test_what_is_stated_holds_none_either(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        "a.md",
        "---\nauthor: Ines\u202e Calder\npublisher: The\u2066 Harbour\U000e0041 Herald\n"
        "url: https://herald\u200b.example/a\n---\n"
        "# The bridge&#x202E; is &zwnj;open&#x200B;&#xE0041;\n\n"
        "The may&#x202E;or opened &shy;the bridge on Monday, she said.\n",
    )
    assert (article.title, article.author) == ("The bridge is open", "Ines Calder")
    assert (article.publisher, article.url) == ("The Harbour Herald", "https://herald.example/a")
    assert article.text.endswith("The mayor opened the bridge on Monday, she said.")


def test_pages_cannot_spell_them(tmp_path: Path) -> None:
    page = (
        "<html><head><title>The bridge&#x202E; is open</title>"
        '<meta name="author" content="Ines&#x200B; Cal&#xE0041;der">'
        '<meta property="og:site_name" content="The &#x202E;Herald">'
        "</head><body><article><h1>The bridge is open</h1>"
        "<p>The may&#x2066;or opened the bridge on Monday, &#x3164;she said. It rained.</p>"
    )
    article = read(tmp_path, "a.html", page)
    stated = [article.title, article.author, article.publisher, article.url, article.text]
    for text in filter(None, stated):
        assert text == clean(text)
    assert article.text.endswith("The mayor opened the bridge on Monday, she said. It rained.")


def test_all_of_unicode() -> None:
    """Controls, format characters but written signs, and what is ignorable by default."""
    categories = {code: unicodedata.category(chr(code)) for code in range(sys.maxunicode + 1)}
    unseen = {code for code, category in categories.items() if category in ("Cc", "Cf")} - SIGNS
    assert set(clean("".join(map(chr, sorted(unseen | IGNORABLE))))) == {"\n", "\t"}
    breaks = {0x2028, 0x2029}
    seen = [
        chr(code)
        for code, category in categories.items()
        if code not in unseen | IGNORABLE | breaks and category not in ("Cn", "Cs")
    ]
    assert clean("".join(seen)) == "".join(seen)


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian: without it, the letters of two parts join
        "کتاب\u064e\u200cها",  # a mark between the letter and it
        "क्\u200dष",  # Hindi: half a letter instead of a joined pair
        "ക്\u200c",  # Malayalam
        "👩\u200d💻 👩🏽\u200d💻 ❤\ufe0f\u200d🔥 🏳\ufe0f\u200d🌈 🙂\u200d↔\ufe0f",
        "❤\ufe0f ☺\ufe0e ©\ufe0f",
    ],
)
def test_what_changes_the_look_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ig\u200cnore \u200dthis", "ignore this"),
        ("می\u200c خواهم", "می خواهم"),
        ("می\u200c\u200cخواهم", "میخواهم"),  # one is spelling, two are a message
        ("می\u200dخواهم", "میخواهم"),
        ("क्\u200d\u200c\u200dष", "क्ष"),
        ("❤\ufe0f\ufe0f\ufe0e", "❤"),
        ("👩\u200dx 👩\u200d", "👩x 👩"),
        ("a\ufe0f1\ufe0f", "a1"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴"),
        ("葛\U000e0100城", "葛城"),
        ("😀\U000e0101\U000e0102\ufe01", "😀"),
    ],
)
def test_elsewhere_the_same_characters_go(text: str, left: str) -> None:
    assert clean(text) == left


@given(tricky | st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_what_shows_nothing_is_not_stated() -> None:
    assert clean_line("\u200b \u3164") is None
    assert clean_line(None) is None
    assert clean_line("A\n title\u200b ") == "A title"
