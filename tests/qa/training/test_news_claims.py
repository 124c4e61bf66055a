"""Claims about real articles: a claim, its twin, and each kind of evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.training.claims import Label, Pair
from qa.training.sources import news_claims
from qa.training.sources.news import article_hash
from qa.training.sources.news_claims import CLAIMS, read_news_claims
from tests.qa.training.test_news_questions import ARTICLE, BODY, FIRST, write_sets

CLAIM = "Nobody on the ferry was hurt."
TWIN = "Nobody on the ferry knew the skipper."


def write_claims(folder: Path) -> Path:
    row = {
        "document": "7",
        "sha256": article_hash(ARTICLE),
        "claims": [
            {
                "claim": CLAIM,
                "places": [ARTICLE.index("All")],
                "twin": TWIN,
                "wrong": [TWIN.index("knew"), len(TWIN) - 1],
                "contradicted": False,
            }
        ],
    }
    folder.mkdir()
    (folder / "one.json").write_text(json.dumps([row]), encoding="utf-8")
    return folder


def test_a_claim_and_its_twin_come_with_longer_and_shorter_evidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news_claims, "AROUND", 0)
    pairs = read_news_claims(write_claims(tmp_path / "claims"), write_sets(tmp_path / "sets"))
    whole = ARTICLE.replace("\n", " ")
    alone, after = BODY.split("\n")
    wrong = ((TWIN.index("knew"), len(TWIN) - 1),)
    assert pairs == [
        Pair("written/claim", CLAIM, whole, Label.SUPPORTED, ()),
        Pair("written/claim", CLAIM, alone, Label.SUPPORTED, ()),
        Pair("written/twin", TWIN, whole, Label.NEITHER, wrong),
        Pair("written/twin", TWIN, alone, Label.NEITHER, wrong),
        Pair("written/removed", CLAIM, f"{FIRST} {after}", Label.UNSUPPORTED),
    ]


def test_claims_about_articles_for_judging_are_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims, sets = write_claims(tmp_path / "claims"), write_sets(tmp_path / "sets")
    assert read_news_claims(claims, sets, held_out=True) == []
    monkeypatch.setattr(news_claims, "is_judged", lambda name: name == "news 7")
    assert read_news_claims(claims, sets) == []
    assert len(read_news_claims(claims, sets, held_out=True)) == 5


def test_the_projects_own_claims_are_sound() -> None:
    rows = [row for path in sorted(CLAIMS.glob("*.json")) for row in json.loads(path.read_text())]
    assert len({row["document"] for row in rows}) == len(rows) > 200
    for claim in (claim for row in rows for claim in row["claims"]):
        start, end = claim["wrong"]
        assert 0 <= start < end <= len(claim["twin"])
        assert claim["places"]
        assert claim["claim"] != claim["twin"]
