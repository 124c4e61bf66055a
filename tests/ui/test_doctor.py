from __future__ import annotations

import hashlib
import json
from importlib import metadata
from pathlib import Path

import pytest

from index.errors import WeightsMissingError
from index.weights import WeightsLocation
from ui.cli import main
from ui.doctor import Check, examine, to_json


def test_each_problem_comes_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str, settings: object) -> None:
        raise WeightsMissingError(f"no weights of {name}; run: footnote doctor --install-weights")

    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path))
    monkeypatch.setattr("index.weights.find_weights", missing)
    assert main(["doctor", "--json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["ok"] is False
    checks = {check["name"]: check for check in content["checks"]}
    assert "--install-weights" in checks["embedder"]["advice"]
    assert "--install-weights" in checks["generator"]["advice"]
    assert checks["torch"] == {
        "name": "torch",
        "ok": True,
        "found": metadata.version("torch"),
        "advice": "",
    }
    assert main(["doctor"]) == 1
    assert "FAIL embedder: not in order\n     no weights of" in capsys.readouterr().out


def test_settings_that_cannot_be_read_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_OFFLINE", "perhaps")
    last = examine()[-1]
    assert last.name == "settings"
    assert "'perhaps'" in last.advice


@pytest.mark.parametrize("kind", ["reranker", "reader", "checker"])
def test_a_model_that_is_named_is_looked_for(
    kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path))
    monkeypatch.setenv(f"FOOTNOTE_{kind.upper()}", str(tmp_path / "nothing"))
    check = found(kind)
    assert not check.ok
    assert f"no model at {tmp_path / 'nothing'}" in check.advice


def found(kind: str) -> Check:
    (check,) = (check for check in examine() if check.name == kind)
    return check


def test_no_reranker_is_looked_for_unless_one_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path))
    assert "reranker" not in {check.name for check in examine()}


@pytest.mark.parametrize("kind", ["reader", "checker"])
def test_footnote_s_own_models_are_looked_at(
    kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    base = WeightsLocation("some/base", tmp_path, None, "b" * 64, "package")
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path))
    monkeypatch.setattr("qa.models.own_weights.find_weights", lambda name, settings: base)
    monkeypatch.setattr(f"qa.{kind}.own.FOLDER", tmp_path)
    assert f"no {kind} in {tmp_path}" in found(kind).advice
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    config = {
        "format": 1,
        "base": base.name,
        "base_sha256": base.sha256,
        "sha256": hashlib.sha256(b"weights").hexdigest(),
        "scales": {},
    }
    for written, advice in (
        ("{", "is not JSON; install Footnote again"),
        ("[]", "is of another version; install Footnote again"),
        (json.dumps({"format": 1, "scales": {}}), "does not tell base, base_sha256, sha256;"),
        (json.dumps(config | {"sha256": "0" * 64}), "is not what was published"),
        (json.dumps(config | {"base_sha256": "0" * 64}), f"the {kind} stands on some/base 0000"),
        (json.dumps(config), ""),
    ):
        (tmp_path / "config.json").write_text(written, encoding="utf-8")
        check = found(kind)
        assert advice in check.advice
        assert check.ok is not bool(advice)
    assert check.found == f"Footnote's own, sha256 {config['sha256'][:12]}, on some/base"


def test_all_in_order_is_ok() -> None:
    assert to_json((Check("python", "3.11.7"),)) == {
        "ok": True,
        "checks": [{"name": "python", "ok": True, "found": "3.11.7", "advice": ""}],
    }


def test_weights_are_installed_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = []
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path))
    monkeypatch.setattr("index.weights.install_weights", lambda: done.append("installed"))
    monkeypatch.setattr("ui.doctor.examine", lambda: done.append("examined") or (Check("x", "y"),))
    assert main(["doctor", "--install-weights"]) == 0
    assert done == ["installed", "examined"]
