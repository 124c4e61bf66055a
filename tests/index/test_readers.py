"""Files and bytes: which are read, how they are decoded, and what is said about bad ones."""

from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path

import pytest

from index import readers
from index.errors import ArticleError, FolderError
from index.readers import SUFFIXES, article_paths, read_article

STORY = "The mayor opened the bridge on Monday.\nIt had cost 18 million crowns, she said.\n"


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read_text(folder: Path, data: bytes | str, name: str = "a.txt") -> str:
    return read_article(write(folder, name, data), folder).text


def test_identity(tmp_path: Path) -> None:
    path = write(tmp_path, "sub/a.txt", STORY)
    article = read_article(path, tmp_path)
    assert article.path == "sub/a.txt"
    assert article.id == hashlib.sha256(b"sub/a.txt").hexdigest()[:16]
    assert article.content_hash == hashlib.sha256(STORY.encode()).hexdigest()
    assert article.label == "The mayor opened the bridge on Monday."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (STORY + "Naïve “quotes” – café.", "utf-8"),
        (STORY + "Naïve “quotes” – café.", "utf-8-sig"),
        (STORY + "Naïve “quotes” – café.", "utf-16"),
        (STORY + "“We found it in time,” she said – and the mayor’s office agreed.", "cp1252"),
        ("Le président a été réélu à Paris, où l'été fut très chaud, a-t-il déclaré.", "cp1252"),
        (
            "Президент заявил в понедельник, что мост будет закрыт.",
            "cp1251",
        ),
        (
            "대통령은 일본 총리와 통화했다고 대변인이 월요일에 밝혔다. 통화는 25분간 이어졌다.",
            "cp949",
        ),
    ],
)
def test_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    assert read_text(tmp_path, text.encode(encoding)) == text


def test_page_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = f'<meta charset="iso-8859-2"><p>{STORY}</p><p>Łódź: żółw poszedł spać o północy.</p>'
    assert "Łódź: żółw poszedł" in read_text(tmp_path, page.encode("iso-8859-2"), "a.html")
    unknown = page.replace("iso-8859-2", "klingon").encode("cp1252", "ignore")
    assert "The mayor opened" in read_text(tmp_path, unknown, "a.html")


def test_page_without_a_date_has_none(tmp_path: Path) -> None:
    page = f"<article><h1>Bridge</h1><p>{STORY}</p></article><footer>© 2019 The Gazette</footer>"
    assert read_article(write(tmp_path, "a.html", page), tmp_path).published is None


def test_line_ends_become_newlines(tmp_path: Path) -> None:
    assert read_text(tmp_path, STORY.replace("\n", "\r\n")) == STORY
    assert read_text(tmp_path, STORY.replace("\n", "\r")) == STORY


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty; put an article in it or remove it"),
        ("a.txt", b" \r\n\t\xe2\x80\x8b\n", "is empty; put an article in it or remove it"),
        ("a.txt", b"\x89PNG\x00\x00\x01", "is a binary file; save the article as text in UTF-8"),
        ("a.txt", b"\xff\xfea", "is damaged UTF-16; save the article as UTF-8"),
        (
            "a.txt",
            random.Random(1).randbytes(2000).replace(b"\x00", b""),
            "is in an encoding that cannot be told; save it as UTF-8",
        ),
        (
            "a.md",
            b"---\ntitle: A\n---\n",
            "holds no readable text; put an article in it or remove it",
        ),
        (
            "a.html",
            b"<html><body></body></html>",
            "holds no readable text; put an article in it or",
        ),
        ("a.html", b"<script>alert(1)</script>", "holds no readable text; put an article in it or"),
        ("a.txt", b"Share\nComments\n", "holds no article text; put an article in it or remove it"),
        (
            "a.pdf",
            b"%PDF",
            "is not an article file; the formats read are .htm, .html, .markdown, .md",
        ),
    ],
)
def test_bad_file(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(ArticleError) as raised:
        read_article(path, tmp_path)
    assert str(raised.value).startswith(f"{path} {message}")
    assert "\n" not in str(raised.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"gone\.txt cannot be read \(No such file"):
        read_article(tmp_path / "gone.txt", tmp_path)


def test_too_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST_FILE", 10)
    with pytest.raises(ArticleError, match="split it or move it away"):
        read_article(write(tmp_path, "a.txt", STORY), tmp_path)


def test_text_of_one_short_line_is_evidence(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "a.txt", "The bridge is open"), tmp_path)
    assert (article.title, article.body) == (None, ((0, 18),))


@pytest.mark.parametrize(
    "line",
    [
        "Comments by the minister drew anger in the capital on Monday.",
        "Related talks on fishing rights will start in Geneva next week, he said.",
        "Advertisement spending fell by four percent in the second quarter, the bank said.",
        "Share prices rose after the announcement, led by the two largest banks.",
        "By Friday, North Korea had launched three more missiles, the ministry said.",
        "Photos of the meeting showed the two leaders shaking hands in the rain.",
        "Subscribers left the newspaper in droves after the editorial was published.",
        "Follow-up talks are to be held in Tokyo before the end of the year.",
        "Most viewed the deal as a success, although nobody had read all of it.",
        "“Please direct your anger at me,” the minister told the crowd on Monday.",
        "Updated rules for drones come into force on Jan. 1, 2026, the agency said.",
        "Sources close to the talks said on Monday that a deal was within reach.",
        "Copyright disputes cost the film industry $3 billion a year, a study found.",
        "Join the queue, he told the minister, who had asked for a seat at once.",
        "This article of the constitution was updated in 1987, the court said.",
        "Image problems have dogged the party since its defeat in the spring, he said.",
    ],
)
def test_prose_is_kept(tmp_path: Path, line: str) -> None:
    article = read_article(
        write(tmp_path, "a.txt", STORY + line + "\n" + "It rained all day."), tmp_path
    )
    assert line in [article.text[start:end] for start, end in article.body]


def test_comments_longer_than_the_article_are_dropped(tmp_path: Path) -> None:
    article = "\n".join(f"On day {i} {'the council met ' * 12}again." for i in range(3))
    comments = "\n".join(f"I think {i} that {'this is a great idea ' * 8}indeed." for i in range(9))
    path = write(tmp_path, "a.txt", f"Comments\n{article}\nComments (9)\n{comments}")
    assert len(read_article(path, tmp_path).body) == 3


def test_article_goes_on_after_a_box_of_links(tmp_path: Path) -> None:
    text = (
        f"{STORY}Related stories\nTunnel closed\nIt is 40 metres long and made of oak.\n{STORY * 3}"
    )
    article = read_article(write(tmp_path, "a.txt", text), tmp_path)
    body = [article.text[start:end] for start, end in article.body]
    assert "Tunnel closed" not in body
    assert "It is 40 metres long and made of oak." in body


def test_paths_are_sorted_recursive_and_readable(tmp_path: Path) -> None:
    for name in ("b.TXT", "a/z.md", "a/.hidden.txt", ".git/c.txt", "d.pdf", "e.html", "f"):
        write(tmp_path, name, STORY)
    found = [path.relative_to(tmp_path).as_posix() for path in article_paths(tmp_path)]
    assert found == ["a/z.md", "b.TXT", "e.html"]


def test_paths_do_not_follow_links_in_circles(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.txt", STORY)
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    assert article_paths(tmp_path) == (tmp_path / "sub" / "a.txt",)


def test_bad_folders(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"there is no folder .*gone; check the path"):
        article_paths(tmp_path / "gone")
    file = write(tmp_path, "notes.pdf", b"x")
    with pytest.raises(FolderError, match="is a file; name the folder that holds it"):
        article_paths(file)
    with pytest.raises(FolderError, match=r"holds no articles; the formats read are \.htm, \.html"):
        article_paths(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o000)
    with pytest.raises(FolderError, match="cannot be listed"):
        article_paths(tmp_path)


def test_suffixes() -> None:
    assert frozenset({".txt", ".md", ".markdown", ".html", ".htm"}) == SUFFIXES
