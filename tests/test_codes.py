"""Each reason for a reject has a code, and each code a reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import onrecord
from onrecord.codes import CODES, UNKNOWN, code_of
from onrecord.runs.crew import reason

CODE = Path(onrecord.__file__).parent
SOURCES = [*CODE.glob("readers/*.py"), CODE / "runs" / "inputs.py", CODE / "runs" / "crew.py"]
QUOTING = ("7 in the item 7", "article 7 of the list: 7", "7; what follows was read")  # other reasons, with their place
OF_CLAIMS = CODE / "readers" / "claims.py"  # what is wrong with claims is no reject of an article


def reasons(path: Path) -> Iterator[str]:
    """What a module says of the articles that it rejects; where something is filled in, 7 stands."""
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        name = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
        attribute = call.func.attr if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else ""
        if isinstance(call, ast.Call) and (
            name in ("Bad", "reject", "reject_at", "Damaged", "Reject") or attribute == "_apart"
        ):
            for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
                yield from (text for text in literals(argument) if " " in text)


def literals(argument: ast.expr) -> Iterator[str]:
    """The texts that an argument may be."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in argument.values)
    elif isinstance(argument, ast.IfExp):
        yield from (*literals(argument.body), *literals(argument.orelse))


def test_every_reason_has_a_code_and_every_code_a_reason() -> None:
    found = {text: code_of(text) for path in SOURCES if path != OF_CLAIMS for text in reasons(path)}
    found |= {text: code_of(text) for text in map(reason, (77, -9, 3, None))}
    assert len(found) > 60
    assert [text for text, code in found.items() if code == UNKNOWN and text not in QUOTING] == []
    assert set(CODES) - set(found.values()) == set()


def test_codes() -> None:
    assert code_of("not UTF-8: byte 0xff at offset 3") == "encoding_invalid"
    assert code_of("article 3 of the list: no text") == "no_text"
    assert code_of('no "text"') == "field_missing"
    assert code_of("a comet has struck") == "unreadable"
