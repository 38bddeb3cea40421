"""The command line: what goes to which stream, and the exit codes. The few real processes are for pipes and signals."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from typer.testing import CliRunner, Result

import onrecord
from onrecord.cli import app
from onrecord.model import Claim, Record
from onrecord.readers import formats

STORY = (
    "Labor Secretary Ana Duarte said on Friday that 1,204 ferries were late in May.\n\n"
    "“We will look into it,” she told reporters. The Harbor Safety Board met on June 3.\n"
)
ONRECORD = [sys.executable, "-c", "from onrecord.cli import main; main()"]

Run = Callable[..., Result]


@pytest.fixture
def run(nlp: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in an empty folder with the tests' one pipeline."""
    monkeypatch.setattr("onrecord.api.load", lambda *_args, **_options: nlp)
    monkeypatch.chdir(tmp_path)
    return bare_run


def bare_run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(app, arguments, **options)


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.split("\n") if line]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


# What comes out


def test_annotate_prints_one_record_per_article(run: Run, story: Path, nlp: Language) -> None:
    result = run("annotate", "story.txt", "--published", "2024-06-12")
    assert (result.exit_code, result.stderr) == (0, "")
    (record,) = [Record.model_validate(row) for row in rows(result.stdout)]
    expected = onrecord.annotate(STORY, nlp, published="2024-06-12")
    assert record == expected.model_copy(update={"article": record.article})
    assert (record.article.id, record.article.published) == ("story", "2024-06-12")
    assert record.article.origin == onrecord.model.Origin(path="story.txt")


def test_extract_prints_one_claim_per_line(run: Run, story: Path, nlp: Language) -> None:
    result = run("extract", "story.txt", "--published", "2024-06-12")
    assert (result.exit_code, result.stderr) == (0, "")
    claims = [Claim.model_validate(row) for row in rows(result.stdout)]
    texts = [claim.text for claim in onrecord.extract(STORY, nlp, published="2024-06-12")]
    assert [claim.text for claim in claims] == texts
    assert {claim.article_id for claim in claims} <= {"story"}


def test_output_file(run: Run, story: Path, tmp_path: Path) -> None:
    piped = run("annotate", "story.txt").stdout
    result = run("annotate", "story.txt", "--output", "facts.jsonl")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / "facts.jsonl").read_text("utf-8") == piped
    assert run("annotate", "story.txt", "-o", "-").stdout == piped


def test_output_is_utf_8_everywhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json.dumps({"id": "é", "title": "“Zürich” \U0001f6a2", "text": "One."}).encode())
    result = CliRunner(charset="latin-1").invoke(app, ["annotate", "a.jsonl"])
    assert json.loads(result.stdout_bytes.decode("utf-8"))["article"]["title"] == "“Zürich” \U0001f6a2"


def test_view(run: Run, story: Path, tmp_path: Path) -> None:
    result = run("extract", "story.txt", "--published", "2024-06-12", "--view", "--output", "claims.jsonl")
    assert result.exit_code == 0
    assert result.stdout.startswith("story · 2024-06-12 ─")
    assert "Facts" in result.stdout
    assert "Claims" in result.stdout
    assert (tmp_path / "claims.jsonl").read_text("utf-8") == run(
        "extract", "story.txt", "--published", "2024-06-12"
    ).stdout
    assert "Claims" not in run("annotate", "story.txt", "--view").stdout


def test_view_on_a_terminal_that_lacks_characters(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“Zürich” said so.", "utf-8")
    result = CliRunner(charset="ascii").invoke(app, ["annotate", "a.txt", "--view"])
    assert result.exit_code == 0
    assert b"?Z?rich? said so." in result.stdout_bytes.replace(b"[Q ", b"").replace(b"]", b"")


def test_stdin(run: Run) -> None:
    result = run("annotate", "-", input=STORY)
    assert [row["article"]["id"] for row in rows(result.stdout)] == ["stdin"]
    lines = b'{"text": "One."}\n{"id": "b", "text": "Two."}\n'
    result = run("annotate", "-", input=lines)
    assert [row["article"]["id"] for row in rows(result.stdout)] == ["stdin-1", "b"]


# What is rejected


def test_rejects_go_to_stderr_and_the_rest_comes_out(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "rows.jsonl").write_text(
        '{"id": "a", "text": "One."}\n{"id": "\x1b[31m"\n{"id": "b", "text": "Two."}\n'
    )
    result = run("annotate", "empty.txt", "rows.jsonl", "missing.txt", "story.txt")
    assert result.exit_code == 1
    assert [row["article"]["id"] for row in rows(result.stdout)] == ["a", "b", "story"]
    assert result.stderr.splitlines() == [
        "onrecord: empty.txt: an empty file",
        "onrecord: rows.jsonl:2: not JSON: Invalid control character at (column 9)",
        "onrecord: missing.txt: no such file",
    ]


def test_reasons_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a\\u001b[31m\\u202e", "text": "One.", "published": "x\\u001b"}\n')
    (tmp_path / "b\x1b.txt").touch()
    result = run("annotate", "a.jsonl", "b\x1b.txt")
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
    assert "b␛.txt: an empty file" in result.stderr


def test_language_is_checked_unless_asked_not_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text("Le conseil a annoncé mardi la fermeture du quai nord pour des travaux. " * 4)
    result = run("annotate", "fr.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "onrecord: fr.txt: not English; --any-language reads it all the same\n"
    result = run("annotate", "fr.txt", "--any-language")
    assert result.exit_code == 0
    assert rows(result.stdout)[0]["article"]["language"] == "und"


def test_a_bug_is_a_reject_and_debug_shows_where(run: Run, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Record:
        raise KeyError("no such thing")

    monkeypatch.setattr("onrecord.batch.build_record", fail)
    result = run("annotate", "story.txt")
    assert result.exit_code == 1
    assert result.stderr == "onrecord: story.txt: failed with KeyError: 'no such thing' (a bug; --debug shows where)\n"
    result = run("annotate", "story.txt", "--debug")
    assert isinstance(result.exception, KeyError)


# Wrong calls


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract"], "Missing argument"),
        (["extract", "a.txt", "--colour"], "No such option"),
        (["extract", "a.txt", "--published", "Friday"], "'Friday' is no date"),
        (["annotate", "a.txt", "--input-format", "pdf"], "'pdf' is no format"),
        (["annotate", "a.txt", "--fields", "body"], "'body' is neither a preset"),
        (["annotate", "a.txt", "--output", "facts.docx"], "no writer for .docx"),
        (["annotate", "a.txt", "--patterns", "missing"], "does not exist"),
        (["check", "missing"], "does not exist"),
        (["schema", "article"], "'article' is not one of"),
        (["translate"], "No such command"),
    ],
)
def test_wrong_call(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments, env={"COLUMNS": "200"})
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_output_never_overwrites_the_input(run: Run, story: Path) -> None:
    story.rename("story.jsonl")
    Path("link.jsonl").symlink_to("story.jsonl")
    result = run("annotate", "story.jsonl", "--output", "link.jsonl")
    assert result.exit_code == 2
    assert "link.jsonl is one of the files to read" in result.stderr
    assert Path("story.jsonl").read_text("utf-8") == STORY


def test_missing_model_is_one_line() -> None:
    result = bare_run("annotate", "a.txt", "--model", "en_no_such_model")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr
        == "onrecord: no spaCy model 'en_no_such_model' here; install it: python -m spacy download en_no_such_model\n"
    )


def test_output_that_cannot_be_written(run: Run, story: Path) -> None:
    result = run("annotate", "story.txt", "--output", "missing/facts.jsonl")
    assert result.exit_code == 2
    assert result.stderr == "onrecord: [Errno 2] No such file or directory: 'missing/facts.jsonl'\n"


# The other commands


def test_schema_is_what_comes_out(run: Run, story: Path) -> None:
    for kind, command, model in (("record", "annotate", Record), ("claim", "extract", Claim)):
        schema = json.loads(run("schema", kind).stdout)
        assert schema["title"] == model.__name__
        assert schema["required"] == [n for n, f in model.model_fields.items() if f.is_required()]
        for row in rows(run(command, "story.txt").stdout):
            assert list(row) == list(schema["properties"])


def test_check_of_our_own_rules() -> None:
    result = bare_run("check")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.endswith(" rules, all well; their examples were not tried, --examples does\n")


def test_check_names_line_rule_and_reason(tmp_path: Path) -> None:
    good = {"id": "x.good", "label": "DATE", "regex": "x", "form": "calendar", "examples": {"x": {}}}
    lines = ["{", json.dumps(good), json.dumps({**good, "id": "x.bare", "examples": {}}), json.dumps(good)]
    dates = tmp_path / "dates.jsonl"
    dates.write_text("\n".join(lines))
    result = bare_run("check", str(tmp_path))
    assert result.exit_code == 1
    first, second, third = result.stdout.splitlines()
    assert first.startswith(f"{dates}:1: not JSON: ")
    assert second.startswith(f"{dates}:3: rule x.bare: examples: ")
    assert third == f"{dates}:4: rule x.good: this id stands on line 2 already; give another"


def test_check_builds_what_reads_the_table(tmp_path: Path) -> None:
    rule = {"id": "x.open", "label": "DATE", "regex": "(", "form": "calendar", "examples": {"x": {}}}
    (tmp_path / "dates.jsonl").write_text("\n" + json.dumps(rule))
    result = bare_run("check", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{tmp_path / 'dates.jsonl'}:2: rule x.open: missing ), unterminated subpattern")


def test_check_knows_which_bodies_there_are(tmp_path: Path) -> None:
    body = {"id": "us-mapleton", "label": "AGENCY", "name": "Mapleton Ferries", "country": "US", "type": "other"}
    body |= {"examples": {"Mapleton Ferries": {}}}
    table = tmp_path / "agencies.jsonl"
    table.write_text(json.dumps({**body, "parent": "us-dhss"}))
    result = bare_run("check", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout == f"{table}:1: rule us-mapleton: parent us-dhss is no body; is it 'us-dhs'?\n"
    table.write_text(json.dumps({**body, "parent": "us-dhs"}))
    assert bare_run("check", str(tmp_path), "--no-examples").exit_code == 0


def test_check_runs_the_examples(tmp_path: Path) -> None:
    body = {
        "id": "us-mapleton-ferries",
        "label": "AGENCY",
        "name": "Mapleton Ferries",
        "country": "US",
        "type": "other",
    }
    right = {"The [[Mapleton Ferries]] raised fares.": {"id": "us-mapleton-ferries"}}
    rule = {**body, "examples": right, "counterexamples": ["The boats raised fares."]}
    table = tmp_path / "agencies.jsonl"
    table.write_text(json.dumps(rule))
    assert bare_run("check", str(tmp_path)).stdout == "1 rule, all well\n"
    wrong = {"The [[Mapleton boats]] raised fares.": {"id": "us-mapleton-ferries"}}
    table.write_text(
        json.dumps({**rule, "examples": right | wrong, "counterexamples": ["Mapleton Ferries raised fares."]})
    )
    result = bare_run("check", str(tmp_path))
    assert result.exit_code == 1
    example, counterexample = result.stdout.splitlines()
    assert example.startswith(
        f"{table}:1: rule us-mapleton-ferries: example 'The [[Mapleton boats]] raised fares.': "
        "expected {'id': 'us-mapleton-ferries'}, got nothing"
    )
    assert counterexample == (
        f"{table}:1: rule us-mapleton-ferries: counterexample 'Mapleton Ferries raised fares.': the rule marks it"
    )
    assert bare_run("check", str(tmp_path), "--no-examples").exit_code == 0


def test_check_knows_its_tables(tmp_path: Path) -> None:
    assert "no pattern files" in bare_run("check", str(tmp_path)).stdout
    (tmp_path / "minsters.jsonl").touch()
    result = bare_run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "minsters.jsonl: no such table" in result.stdout


def test_help_and_version_load_no_model() -> None:
    code = "import sys; from onrecord.cli import app; app(['{}'], standalone_mode=False); print('spacy' in sys.modules)"
    for argument, says in (("--help", "extract"), ("--version", f"onrecord {version('onrecord')}")):
        done = subprocess.run([sys.executable, "-c", code.format(argument)], capture_output=True, text=True, check=True)
        assert says in done.stdout
        assert done.stdout.endswith("False\n")


def test_help_names_every_format() -> None:
    text = bare_run("extract", "--help", env={"COLUMNS": "200"}).stdout
    (names,) = re.findall(r"--input-format +(\S+)", text)
    assert set(names.split("|")) == set(formats())


# Pipes, signals, terminals


def articles(path: Path, n: int) -> Path:
    path.write_text("".join(json.dumps({"id": str(i), "text": STORY}) + "\n" for i in range(n)))
    return path


def test_head_ends_quietly(tmp_path: Path) -> None:
    path = articles(tmp_path / "many.jsonl", 200)
    onrecord = f'"{sys.executable}" -c "from onrecord.cli import main; main()"'
    command = f'{{ {onrecord} annotate "{path}"; echo $? >&2; }} | head -n 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert done.stderr == "0\n"


def test_stdin_streams_and_can_be_interrupted() -> None:
    with subprocess.Popen(
        [*ONRECORD, "annotate", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        for id in ("a", "b"):  # the second line is sent only when the first record is here
            process.stdin.write(json.dumps({"id": id, "text": STORY}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["article"]["id"] == id
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == b"onrecord: interrupted\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_the_view_in_colour(story: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    command = [*ONRECORD, "extract", str(story), "--published", "2024-06-12"]
    process = subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env=environment)
    os.close(theirs)
    out = b""
    while piece := read_pty(ours):
        out += piece
    _, errors = process.communicate()
    os.close(ours)
    assert (process.returncode, errors) == (0, b"")
    assert b"\x1b[" in out
    assert "Claims" in out.decode()
    assert "[D" not in out.decode()


def read_pty(ours: int) -> bytes:
    try:
        return os.read(ours, 65536)
    except OSError:  # the other end is closed
        return b""
