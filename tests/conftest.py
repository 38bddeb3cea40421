"""What all tests share: one pipeline, built once, and no network."""

from __future__ import annotations

import os
import signal
import socket
from typing import TYPE_CHECKING, Any, NoReturn

import hypothesis
import pytest

import onrecord

if TYPE_CHECKING:
    from spacy.language import Language

    from onrecord.model import Article, Claim

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy loads, which importing onrecord does not
# What a shell starts in the background ignores interrupts, and so would all that the tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("any-machine", deadline=None)
hypothesis.settings.load_profile("any-machine")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline over the default model. Tests read it and never change it."""
    return onrecord.load()


@pytest.fixture(scope="module")
def pairs(nlp: Language) -> list[tuple[Article, list[Claim]]]:
    """Articles with their claims, to export."""
    from exporting import extracted

    return extracted(nlp)


@pytest.fixture(scope="session")
def stock() -> Language:
    """The default model as spaCy loads it. Tests read it and never change it."""
    import spacy

    from onrecord.assemble import DEFAULT_MODEL

    return spacy.load(DEFAULT_MODEL)


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is called, and no name looked up, except by tests marked `network`; sockets between processes work."""
    if request.node.get_closest_marker("network"):
        return
    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, local_only(getattr(socket.socket, name)))
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def local_only(call: Any) -> Any:
    """The socket's method, for sockets of this machine alone."""

    def guarded(self: socket.socket, *args: Any) -> Any:
        return call(self, *args) if self.family == socket.AF_UNIX else refuse(*args)

    return guarded


def refuse(*args: object) -> NoReturn:
    """Fail."""
    raise AssertionError(f"a test calls the network: {args}")
