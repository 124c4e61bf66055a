"""What is found in whole files: the five seeds, and articles of ours in other shapes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.passages import split_passages
from index.readers import article_paths, read_article
from index.types import Article

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
ARTICLES = ROOT / "tests" / "data" / "articles"

SEED = {
    "000": "000_bfc1c00abf85d3ad.txt",
    "001": "001_7dba044bc736ee1f.txt",
    "002": "002_5591c58bd861a794.txt",
    "003": "003_6832fde39e5b416d.txt",
    "004": "004_46424cb14762a119.txt",
}

KYODO_TITLE = "Japan, S. Korea leaders vow joint response to N. Korea, close contact"
ARIRANG_TITLE = (
    "S. Korean leader holds 1st phone call with Japanese PM, marking 2nd phone conversation with "
    "world leader after Trump"
)
HANI_TITLE = "S. Korea, Japan reaffirm commitment to strengthening trilateral ties with US"
HANI_CAPTION = (
    "Prime Minister Fumio Kishida (left) of Japan and President Yoon Suk-yeol of South Korea stand "
    "for a photo during their summit held in San Francisco, CA, on Nov. 16, 2023. (Yonhap)"
)


def outside_body(article: Article) -> list[str]:
    """The lines of the text that are not evidence, trimmed, without blank ones."""
    ends = [0, *(end for _, end in article.body)]
    starts = [*(start for start, _ in article.body), len(article.text)]
    gaps = [article.text[end:start] for end, start in zip(ends, starts, strict=True)]
    return [line.strip() for gap in gaps for line in gap.split("\n") if line.strip()]


def stated(article: Article) -> tuple[object, ...]:
    return article.title, article.publisher, article.author, article.published, article.url


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000", (None, "joongang.co.kr", "Sarah Kim", None, None)),
        ("001", (HANI_TITLE, "hani.co.kr", "Kim So-youn", date(2024, 4, 18), None)),
        ("002", (None, "donga.com", "Hoon-Sang Park", None, None)),
        ("003", (KYODO_TITLE, None, None, None, None)),
        (
            "004",
            (
                ARIRANG_TITLE,
                "Arirang News",
                "Oh Soo-young",
                date(2025, 6, 10),
                "https://www.arirang.com/news/view?id=284190",
            ),
        ),
    ],
)
def test_seed_states(name: str, expected: tuple[object, ...]) -> None:
    assert stated(read_article(SEEDS / SEED[name], SEEDS)) == expected


@pytest.mark.parametrize(
    ("name", "paragraphs", "furniture"),
    [
        ("000", 13, ["BY SARAH KIM [kim.sarah@joongang.co.kr]"]),
        (
            "001",
            10,
            [
                HANI_TITLE,
                "Posted on : 2024-04-18 17:24 KST Modified on : 2024-04-18 17:24 KST",
                HANI_CAPTION,
                "By Kim So-youn, Tokyo correspondent",
                "Please direct questions or comments to [english@hani.co.kr]",
                "button that move to original korean article (클릭시 원문으로 이동하는 버튼)",
                "Related stories",
                "Most viewed articles",
            ],
        ),
        ("002", 9, ["Hoon-Sang Park tigermask@donga.com"]),
        (
            "003",
            14,
            [
                KYODO_TITLE,
                "[ad_1]",
                "Related coverage:",
                "APEC summit faces hurdle to reach consensus amid trade friction, wars",
                "Japan PM travels to U.S. for APEC, talks with Chinese, South Korean leaders",
                "Japan PM Kishida eager to usher in “new era” of ties with South Korea",
                "[ad_2]",
                f"Read More:{KYODO_TITLE}",
                "Comments are closed.",
            ],
        ),
        (
            "004",
            13,
            [
                ARIRANG_TITLE,
                "Published on: 2025/06/10 10:00",
                ARIRANG_TITLE,
                "Sentences Mode",
                "Our foreign affairs correspondent Oh Soo-young reports.",
                "Oh Soo-young, Arirang News.",
                "Arirang news https://www.arirang.com/news/view?id=284190",
                "Comments",
                "You must be logged in to add a comment.",
            ],
        ),
    ],
)
def test_seed_furniture(name: str, paragraphs: int, furniture: list[str]) -> None:
    article = read_article(SEEDS / SEED[name], SEEDS)
    assert len(article.body) == paragraphs
    assert outside_body(article) == furniture


def test_seed_text_is_the_file() -> None:
    for path in article_paths(SEEDS):
        assert read_article(path, SEEDS).text == path.read_text(encoding="utf-8")


def test_doubled_caption_is_evidence_once() -> None:
    article = read_article(SEEDS / SEED["001"], SEEDS)
    assert [article.text[start:end] for start, end in article.body].count(HANI_CAPTION) == 1


STATED = {
    "agency.txt": (
        "Harbour city approves flood wall after two years of debate",
        "The Associated Press",
        "Tomas Vella",
        date(2025, 6, 9),
        None,
    ),
    "comments.txt": (
        "Town bans cars from its market square",
        None,
        "Ella Brandt",
        date(2022, 9, 14),
        None,
    ),
    "crumbs.txt": (
        "Night trains return to the northern line",
        "The Norland Herald",
        "Jonas Berg",
        date(2024, 4, 18),
        None,
    ),
    "desk.txt": (
        "Two-day strike shuts airports of the archipelago",
        "BBC News",
        "Leila Haddad",
        date(2023, 8, 22),
        None,
    ),
    "jsonld.html": (
        "Bridge of Tolm closed to lorries",
        "Norland Post",
        "Henrik Aas",
        date(2023, 10, 5),
        "https://www.norlandpost.example/news/tolm-bridge",
    ),
    "labelled.txt": (
        "Coffee growers plant shade trees against the heat",
        "Highland Gazette",
        "Lucía Fernández",
        date(2023, 2, 3),
        "https://www.highlandgazette.example/2023/02/coffee",
    ),
    "matter.md": (
        "Lighthouse keeper retires after 41 years",
        "Coast Weekly",
        "Siobhán Kelly",
        date(2021, 11, 30),
        "https://coastweekly.example/lighthouse",
    ),
    "network.txt": (
        "Scientists find a lake of fresh water under the desert of Tarun",
        "CNN",
        "Amara Nwosu, Piet de Vries and Kim Min-ji",
        date(2024, 5, 6),
        None,
    ),
    "opengraph.htm": (
        "School garden feeds a village",
        "Valley Echo",
        "Grace Mwangi",
        date(2024, 7, 19),
        "https://valleyecho.example/garden",
    ),
    "plain.md": (
        "Glass makers of Orsola go on strike",
        "Lagoon Times",
        "Chiara Monti",
        date(2024, 3, 12),
        None,
    ),
    "portal.txt": (
        "Lighthouse prize goes to builder of wooden boats",
        "The Norland Times",
        "Kari Holm",
        date(2025, 6, 9),
        None,
    ),
    "weekly.txt": (
        "Farmers win back common land after a century in court",
        None,
        "Nadia Rahman",
        date(2024, 4, 18),
        None,
    ),
    "wire.txt": (
        "(LEAD) Ferry operator halts island route over cracks in hull",
        "Yonhap",
        None,
        None,
        None,
    ),
    "wrapped.txt": (
        "MUSEUM RETURNS BRONZE BELL TO ISLAND COMMUNITY",
        None,
        "Ruth Abela",
        None,
        None,
    ),
}


def test_every_article_has_expectations() -> None:
    assert [path.name for path in article_paths(ARTICLES)] == sorted(STATED)


@pytest.mark.parametrize("name", sorted(STATED))
def test_article_states(name: str) -> None:
    assert stated(read_article(ARTICLES / name, ARTICLES)) == STATED[name]


FURNITURE = {
    "agency.txt": [
        "Harbour city approves flood wall after two years of debate",
        "Read More",
        "By TOMAS VELLA",
        "Updated 9:02 PM KST, June 9, 2025",
        "Advertisement",
        "___",
        "Associated Press writer Mina Okafor in Oslo contributed to this report.",
        "Copyright 2025 The Associated Press. All rights reserved. This material may not be "
        "published, broadcast, rewritten or redistributed.",
    ],
    "comments.txt": [
        "Town bans cars from its market square",
        "Posted by Ella Brandt on 14 September 2022",
        "1,204 views",
        "Comments (2)",
        "Marta says:",
        "I have lived here for thirty years and this is the best decision that the council has "
        "ever made.",
        "Hugo says:",
        "The mayor told me himself that the fountain will cost two million, so who is going to "
        "pay for it?",
        "Leave a reply",
    ],
    "crumbs.txt": [
        "Home > Business > Transport",
        "Night trains return to the northern line | The Norland Herald",
        "Share",
        "Facebook  Twitter  WhatsApp",
        "Published : Apr 18, 2024 - 17:24",
        "Night trains return to the northern line",
        "By Jonas Berg",
        "(jonas.berg@norlandherald.example)",
        "Also read | Railway orders 60 battery trains",
        "Tags: railway, night train, Kirkwall",
        "Follow us on Facebook",
        "Most read",
        "Storm closes mountain pass",
        "Five films to see this week",
        "Privacy Policy",
        "© 2024 The Norland Herald. All rights reserved.",
    ],
    "matter.md": [
        "Lighthouse keeper retires after 41 years",
        "Related stories",
        "Harbour gets new crane",
        "Whales seen off the coast",
    ],
    "network.txt": [
        "Skip to content",
        "World",
        "Scientists find a lake of fresh water under the desert of Tarun",
        "By Amara Nwosu, Piet de Vries and Kim Min-ji, CNN",
        "5 min read",
        "Published 10:15 AM EDT, Mon May 6, 2024",
        "Facebook Tweet Email Link",
        "A drilling rig stands in the Tarun desert, where researchers found water in March. "
        "Eva Lindqvist/Getty Images",
        "Sign up for our Wonder newsletter. Explore the universe with news on discoveries and "
        "more.",
        "Related article",
        "Ancient river beds mapped from space",
        "CNN's Luis Ortega contributed to this report.",
    ],
    "portal.txt": [
        "Lighthouse prize goes to builder of wooden boats | The Norland Times",
        "Culture",
        "Lighthouse prize goes to builder of wooden boats",
        "KARI HOLM",
        "kari.holm@norlandtimes.example",
        "Listen to this article",
        "3 MIN",
        "Culture 15:01 June 09, 2025",
        "Norpix",
        "1 of 3",
        "Get the best of the week in your inbox. Sign up here.",
        "Kari Holm",
        "Holm has written about crafts for this newspaper since 2009.",
        "Copyright © The Norland Times",
    ],
    "weekly.txt": [
        "We use cookies to improve your experience. By continuing you agree to our use of cookies.",
        "Farmers win back common land after a century in court",
        "Nadia Rahman in Essen",
        "Thu 18 Apr 2024 17.24 BST",
        "Sign up to First Edition, our free daily newsletter",
        "Explore more on these topics",
        "Germany",
        "Law",
    ],
    "wire.txt": [
        "(LEAD) Ferry operator halts island route over cracks in hull",
        "(ATTN: UPDATES with operator's statement in paras 3-4)",
        "hpark@yna.co.kr",
        "(END)",
    ],
    "jsonld.html": ["Bridge of Tolm closed to lorries"],
}


@pytest.mark.parametrize("name", sorted(FURNITURE))
def test_article_furniture(name: str) -> None:
    assert outside_body(read_article(ARTICLES / name, ARTICLES)) == FURNITURE[name]


def test_wrapped_lines_are_joined_into_paragraphs() -> None:
    article = read_article(ARTICLES / "wrapped.txt", ARTICLES)
    sentences = [s for passage in split_passages(article) for s in passage.sentences]
    assert article.text[slice(*sentences[0])] == (
        "VALDORA - The National Museum handed back a bronze bell on Friday that "
        "had been taken from the island of Serra in 1911, its director said."
    )
    assert len(article.body) == 4


def test_markdown_marks_are_gone() -> None:
    article = read_article(ARTICLES / "matter.md", ARTICLES)
    assert [article.text[start:end] for start, end in article.body] == [
        "The last keeper of the Skerry lighthouse, Aidan Burke, retired on Tuesday. He had lit its "
        "lamp for 41 years.",
        "From now on:",
        "the lamp is switched from the mainland,",
        "the keeper's house becomes a hostel with 12 beds.",
        '"I shall miss the noise of the wind," Burke said.',
    ]


def test_page_keeps_paragraphs_and_leaves_navigation() -> None:
    article = read_article(ARTICLES / "jsonld.html", ARTICLES)
    assert [article.text[start:end] for start, end in article.body] == [
        "The bridge of Tolm was closed to lorries on Thursday after engineers found rust in two of "
        "its eight cables, the road office said.",
        "Cars may cross at 30 kilometres an hour. Lorries must take the ferry, which adds 50 "
        "minutes to the journey.",
        "Repairs until summer",
        "Repairs cost 18 million crowns & last until June, the office’s head, Mari Lund, said. "
        "“We found it in time,” she added.",
    ]


@pytest.mark.parametrize(
    ("byline", "publisher"),
    [
        ("By Beatrix Holm, The Harbour Ledger", "The Harbour Ledger"),
        ("By Beatrix Holm\nAshdown Courier\n4 March 2025", "Ashdown Courier"),
        ("By Beatrix Holm\nThe Pell Valley Echo, 4 March 2025", "The Pell Valley Echo"),
        ("Gadget Weekly\nBy Beatrix Holm\n4 March 2025", "Gadget Weekly"),
    ],
)
def test_a_column_names_its_paper_and_its_author_is_no_evidence(
    tmp_path: Path, byline: str, publisher: str
) -> None:
    prose = "The council should plant trees along the river, and it should do so before the summer."
    biography = "Beatrix Holm is a former deputy mayor of Ashdown and writes here every fortnight."
    path = tmp_path / "column.txt"
    path.write_text(f"Plant the trees now\n{byline}\n\n{prose}\n\n{prose}\n\n{biography}\n")
    article = read_article(path, tmp_path)
    assert (article.author, article.publisher) == ("Beatrix Holm", publisher)
    assert biography not in [article.text[start:end] for start, end in article.body]
