"""What the tests of runs share: a crew without processes, work without spaCy, and articles to run over."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.model import Article, Producer
from onrecord.runs import worker
from onrecord.runs.crew import Outcome, take
from onrecord.runs.plan import Settings
from onrecord.runs.run import Describe, State, go_on, start
from onrecord.runs.shard import Read, local
from onrecord.runs.store import Store
from onrecord.runs.worker import Job, Tally, articles_of

Work = Callable[[Job, Path], Tally]

ME = Producer(version="0", model="none", model_version="0", patterns="0")
PLACES = "Aldham Barrow Cobden Dunmore Elstow Farnley Garston Harwell Ilford Jarrow Kelso Lantry".split()


def story(n: int) -> str:
    """A short article, different for each number."""
    place, other = PLACES[n % len(PLACES)], PLACES[(n // len(PLACES) + 1) % len(PLACES)]
    return (
        f"The {place} Harbor Board counted {100 + n} ferries in March {1990 + n % 30}. Ana Duarte, mayor of {other}, "
        f"said on Friday that the town had paid ${n + 2} million for them. “We will not pay it again,” she told "
        "reporters. The board will meet on June 3, and the rest of the fleet is to be sold to the best bidder by May."
    )


def write_stories(path: Path, numbers: Iterable[int]) -> Path:
    """A JSONL file of stories."""
    rows = (json.dumps({"id": f"s{n}", "text": story(n), "published": "2024-06-12"}) for n in numbers)
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    return path


class Ignore:
    """Watches nothing."""

    def read(self, item: object) -> None: ...
    def begin(self, articles: int, done: int) -> None: ...
    def done(self, articles: int, words: int) -> None: ...


def cheap(job: Job, output: Path) -> Tally:
    """Work without spaCy: a record and a claim that hold the id, or what the text asks for: SEGV, EXIT, HANG, ..."""
    articles = articles_of(job)
    for article in articles:
        obey(article.text.split()[0], output.parent.parent / f"{article.id}.once")
    records = b"".join(json.dumps({"article": {"id": a.id}}).encode() + b"\n" for a in articles)
    claims = b"".join(json.dumps({"article_id": a.id, "text": a.text}).encode() + b"\n" for a in articles)
    output.write_bytes(records + claims)
    words = sum(len(article.text.split()) for article in articles)
    return Tally(len(articles), 0, len(articles), words, (len(records), len(claims), 0))


def obey(word: str, once: Path) -> None:
    """Fail as asked; `once`: the file that tells of the first time."""
    if word == "SEGV":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif word == "EXIT":
        os._exit(3)
    elif word == "HANG":
        signal.pause()
    elif word == "WAIT":
        wait_for(once.exists)
    elif word == "MEMORY":
        try:
            bytearray(2**40)
        except MemoryError:
            os._exit(worker.OUT_OF_MEMORY)
    elif word == "ONCE" and not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "FULL":
        raise OSError(28, "No space left on device")


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something has happened, on however slow a machine."""
    end = time.monotonic() + 300
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.01)


class Here:
    """A crew without processes: the caller does the work."""

    def __init__(self, folder: Path, work: Work = cheap) -> None:
        self.folder = folder
        self.work = work

    def map(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job."""
        for job in jobs:
            output = self.folder / "here"
            yield take(self.work(job, output), output)


def run_here(
    store: Store,
    inputs: Sequence[str | Path],
    *,
    work: Work = cheap,
    describe: Describe = lambda _: ME,
    map: Read | None = None,
    **options: Any,
) -> State:
    """A run without processes, and without spaCy unless `work` uses it; `map` is that of a crew that has them."""
    store.make()
    plan = start(store, [str(path) for path in inputs], Settings(**options), describe, lambda _: None, wait=False)
    return go_on(store, plan, None, local(map or Here(store.work, work).map), describe, Ignore())


def files(folder: Path) -> dict[str, bytes]:
    """All that a run's folder holds: path to bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def article(id: str, text: str, **known: Any) -> Article:
    """An article."""
    return Article(id=id, text=text, **known)
