from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.files import (
    SEAL_NAME,
    UnsealedError,
    atomic_directory,
    atomic_file,
    atomic_write_bytes,
    check_seal,
    sha256_of,
)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    atomic_write_bytes(path, b"old")
    atomic_write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "file"
    atomic_write_bytes(path, b"old")

    def stopped_half_way() -> None:
        with atomic_file(path) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped_half_way()
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_replaced_whole_and_sealed(tmp_path: Path) -> None:
    target = tmp_path / "model"
    for content in ("one", "two"):
        with atomic_directory(target, {"source": content}) as folder:
            (folder / "sub").mkdir()
            (folder / "sub" / "weights").write_text(content)
    assert (target / "sub" / "weights").read_text() == "two"
    assert check_seal(target) == {"source": "two"}
    assert [each.name for each in tmp_path.iterdir()] == ["model"]


def test_a_failed_folder_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "model"
    with atomic_directory(target, {"source": "one"}) as folder:
        (folder / "weights").write_text("one")

    def full_half_way() -> None:
        with atomic_directory(target, {}) as folder:
            (folder / "weights").write_text("tw")
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        full_half_way()
    assert check_seal(target) == {"source": "one"}
    assert [each.name for each in tmp_path.iterdir()] == ["model"]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda folder: (folder / "weights").write_bytes(b"onE"), "weights is damaged"),
        (lambda folder: (folder / "weights").unlink(), "missing or added"),
        (lambda folder: (folder / "more").write_bytes(b""), "missing or added"),
        (lambda folder: (folder / SEAL_NAME).unlink(), "half written"),
        (lambda folder: (folder / SEAL_NAME).write_text("{"), "damaged seal"),
        (lambda folder: (folder / SEAL_NAME).write_text("[]"), "damaged seal"),
        (lambda folder: (folder / SEAL_NAME).write_text(json.dumps({"facts": 1})), "damaged"),
    ],
)
def test_every_damage_breaks_the_seal(tmp_path: Path, damage, reason: str) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "model"
    with atomic_directory(target, {}) as folder:
        (folder / "weights").write_bytes(b"one")
    damage(target)
    with pytest.raises(UnsealedError, match=reason):
        check_seal(target)


def test_sha256_is_the_published_one(tmp_path: Path) -> None:
    (tmp_path / "abc").write_bytes(b"abc")
    assert sha256_of(tmp_path / "abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, B.1
    )
