"""The command line: exit statuses, one line of error, nothing but the result on standard output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from web.app import cli as command_line


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = command_line.run(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def test_rates_are_imported_and_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMPORTDESK_HOME", str(tmp_path))
    (tmp_path / "rates.csv").write_text("currency,from,to,usd_per_unit,source\nEUR,2026-10-01,,1.16,CBP\n")
    status, out, err = run(capsys, "rates", "import", str(tmp_path / "rates.csv"))
    assert (status, out, err) == (0, "EUR from 2026-10-01 until a later one: 1.16 US dollars (CBP)\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "No such command"),
        (["rates", "import"], "Missing argument 'FILE'"),
        (["rates", "import", "/not/there.csv"], "/not/there.csv: cannot be read"),
        (["estimate", "--json", "/not/there.json"], "/not/there.json: cannot be read"),
        (["estimate", "--json", "a", "--jsonl", "b"], "--json or --jsonl, not both"),
        (["classify"], "missing argument 'TEXT'"),
        (["classify", "bag", "--top", "0"], "--top"),
        (["classify", "bag", "--lang", "xx"], "the desk speaks en, es"),
        (["chat", "--once", " "], "--once"),
        (["chat", "--lang", "xx", "--once", "hi"], "the desk speaks en, es"),
        (["serve", "--port", "99999"], "IMPORTDESK_PORT"),
        (["law", "on", "2026-11-24", "--hts", "42022190"], "Missing option '--origin'"),
    ],
)
def test_bad_input_is_one_line_on_standard_error(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    status, out, err = run(capsys, *arguments)
    assert status == 2
    assert out == ""
    assert err.count("\n") == 1 and err.startswith(("importdesk", "/"))
    assert said in err


@pytest.mark.parametrize("text", ["{", "[1]", '{"items": []}', '{"items": [{"value": "x", "origin": "IT"}]}'])
def test_a_bad_request_says_where(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str) -> None:
    path = tmp_path / "request.json"
    path.write_text(text)
    status, out, err = run(capsys, "estimate", "--json", str(path))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert str(path) in err


def test_bad_lines_do_not_end_a_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "requests.jsonl"
    path.write_text('{"items": []}\n\nnot json\n{"id": 7, "items": [{"value": "1", "origin": "IT"}]}\n')
    status, out, _ = run(capsys, "estimate", "--jsonl", str(path))
    results = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [result["error"]["line"] for result in results] == [1, 3, 4]
    assert results[0]["error"]["errors"][0]["at"] == "items"
    assert "not JSON" in results[1]["error"]["detail"]
    assert results[2]["id"] == 7


def test_help_loads_no_heavy_room() -> None:
    code = (
        "import sys; from web.app.cli import run; run(['estimate', '--help']);"
        "print([name for name in ('rasa', 'aiohttp', 'bot', 'sqlite_utils') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
