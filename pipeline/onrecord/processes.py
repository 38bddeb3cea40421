"""Processes that do calls, any of which may die, hang or be killed at any moment: nothing is lost but the call at work.

Each has a pipe of its own, with one call in it at most, so that its death is seen at once and concerns nobody else. A
pool whose processes share a queue (pebble's, which was tried, and those of the standard library) loses more: one that
dies with the queue's lock takes all with it, and one that dies before its word that it has begun is missed.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

READY = "ready"
"""What a process says when it has started."""

START_SECONDS = 300.0
"""How long a process may take to start."""

FAILED_STARTS = 5
"""Processes in a row that die before they are ready, after which no other is started."""


class Died(Exception):
    """The process that did a call has died; `code` is its exit code, negative for a signal."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"exit code {code}")
        self.code = code


class TookTooLong(Exception):
    """A call took longer than its time limit, and was killed."""


@dataclass(eq=False, slots=True)
class Call:
    """A function to be called in some process, in so many seconds, and what came of it once it is `over`."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    seconds: float
    over: bool = False
    answer: Any = None
    error: Exception | None = None

    def end(self, answer: Any, error: Exception | None) -> None:
        """It is over."""
        self.answer, self.error, self.over = answer, error, True


class Process:
    """A process that waits for calls."""

    def __init__(self, prepare: Callable[..., None], args: tuple[Any, ...]) -> None:
        spawn = multiprocessing.get_context("spawn")  # a fork would copy our threads' locks as they are
        self.pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=serve, args=(theirs, prepare, args), daemon=True)
        self._process.start()
        theirs.close()
        self.ready = False
        self.call: Call | None = None
        self.calls = 0
        self._end = time.monotonic() + START_SECONDS

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid or 0

    @property
    def ears(self) -> tuple[Connection, int]:
        """What becomes readable when it says something, or dies."""
        return self.pipe, self._process.sentinel

    @property
    def busy(self) -> bool:
        """Whether it has a call, or has to start yet."""
        return self.call is not None or not self.ready

    def left(self) -> float:
        """Seconds until that takes too long."""
        return max(0.0, self._end - time.monotonic())

    def give(self, call: Call) -> bool:
        """Begin with a call; False where the process is dead."""
        with suppress(OSError):
            self.pipe.send((call.function, call.args))
            self.call, self._end = call, time.monotonic() + call.seconds
            self.calls += 1
            return True
        return False

    def hear(self) -> bool:
        """Take what it says; False where it is dead."""
        try:
            said = self.pipe.recv() if self.pipe.poll() else None
        except (EOFError, OSError):
            said = None
        if said is None:
            return False
        if said == READY:
            self.ready = True
        elif self.call is not None:
            self.call.end(*said)
            self.call = None
        return True

    def stop(self, error: Exception | None = None) -> int | None:
        """Kill it, and end its call with `error`, or with its death; the exit code."""
        if error is None:
            self._process.join(1.0)  # dead already, but for its last breath
        self._process.kill()
        self._process.join()
        self.pipe.close()
        code = self._process.exitcode
        if self.call is not None:
            self.call.end(None, error or Died(code))
        return code


class Processes:
    """Processes, as many as there are calls up to a number, each replaced when it dies and after so many calls.

    `prepare` is called first in each.
    """

    def __init__(self, number: int, calls: int, prepare: Callable[..., None], args: tuple[Any, ...]) -> None:
        self._number = number
        self._calls = calls
        self._prepare = prepare, args
        self._running: list[Process] = []
        self._waiting: deque[Call] = deque()
        self._failed_starts = 0

    def start(self, function: Callable[..., Any], args: tuple[Any, ...], seconds: float) -> Call:
        """Have a function called; calls begin in the order in which they are started, while a result is awaited."""
        call = Call(function, args, seconds)
        self._waiting.append(call)
        return call

    def result(self, call: Call) -> Any:
        """What a call returns. Raises what it raises, Died and TookTooLong, and OSError where no process starts."""
        while not call.over:
            self._turn()
        if call.error is not None:
            raise call.error
        return call.answer

    def pids(self) -> list[int]:
        """The numbers of the processes."""
        return [process.pid for process in self._running]

    def stop(self) -> None:
        """Kill all."""
        while self._running:
            self._running.pop().stop(Died(None))

    def _turn(self) -> None:
        """Give calls to those without, and wait until one says something, dies or takes too long."""
        calls = len(self._waiting) + sum(process.call is not None for process in self._running)
        while len(self._running) < min(self._number, calls):
            self._running.append(Process(*self._prepare))
        for process in [*self._running]:
            if not process.busy and self._waiting:
                if not process.give(self._waiting[0]):
                    self._remove(process)
                    return  # to put another in its place: if all have died at rest, none is left to say anything
                self._waiting.popleft()
        left = [process.left() for process in self._running if process.busy]
        heard = set(wait([ear for process in self._running for ear in process.ears], min(left, default=None)))
        for process in [*self._running]:
            if heard.isdisjoint(process.ears):
                if process.busy and not process.left():
                    self._remove(process, TookTooLong())
            elif not process.hear():
                self._remove(process)
            elif process.calls >= self._calls and not process.busy:
                self._remove(process, Died(0))

    def _remove(self, process: Process, error: Exception | None = None) -> None:
        self._running.remove(process)
        code = process.stop(error)
        self._failed_starts = 0 if process.ready else self._failed_starts + 1
        if self._failed_starts >= FAILED_STARTS:
            raise OSError(f"worker processes do not start: {Died(code)}")


def serve(pipe: Connection, prepare: Callable[..., None], args: tuple[Any, ...]) -> None:
    """What a process does: calls, one after the other, until nobody is at the other end of the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for whoever started us
    prepare(*args)
    with suppress(EOFError, ConnectionError):
        pipe.send(READY)
        while True:
            function, args = pipe.recv()
            pipe.send(attempt(function, args))


def attempt(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, Exception | None]:
    """What a function returns and raises."""
    try:
        return function(*args), None
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:  # some cannot be sent
            return None, RuntimeError(f"{type(error).__name__}: {error}")
        return None, error
