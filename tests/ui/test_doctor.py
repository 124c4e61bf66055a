from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import pytest

from index.errors import WeightsMissingError
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
def test_a_model_of_ones_own_is_looked_for_only_when_it_is_named(
    kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOOTNOTE_HOME", str(tmp_path))
    assert kind not in {check.name for check in examine()}
    monkeypatch.setenv(f"FOOTNOTE_{kind.upper()}", str(tmp_path / "nothing"))
    (check,) = (check for check in examine() if check.name == kind)
    assert not check.ok
    assert f"no model at {tmp_path / 'nothing'}" in check.advice


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
