"""A child process for libraries that may hang or crash on what strangers wrote: a call, a time limit, a result.

One child serves all calls; one that runs over its time or memory is killed, and another takes its place.
"""

from __future__ import annotations

import atexit
import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from functools import cache
from typing import Any, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from onrecord.readers.format import Bad

SECONDS = 10.0
"""Time for a call."""

MEMORY = 2 * 2**30
"""Bytes that the child may use."""

P = ParamSpec("P")
T = TypeVar("T")


def guarded(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a function of a module returns, called in the child. Bad where it raises that, hangs, or ends the child."""
    for attempt in range(2):
        try:
            result: T = _pool().schedule(function, args=args, kwargs=kwargs, timeout=SECONDS).result()
        except TimeoutError as error:
            raise Bad(f"took longer than {SECONDS:g} seconds to read") from error
        except ProcessExpired as error:
            raise Bad(f"ended the process that read it (exit code {error.exitcode})") from error
        except MemoryError as error:
            raise Bad("needs too much memory to read") from error
        except (BrokenExecutor, RuntimeError):  # the pool itself is broken
            _end()
            if attempt:
                raise
        else:
            return result
    raise AssertionError


@cache
def _pool() -> ProcessPool:
    spawn: Any = multiprocessing.get_context("spawn")  # a fork would copy our threads' locks as they are
    atexit.register(_end)
    return ProcessPool(1, initializer=_limit, initargs=(MEMORY,), context=spawn)


def _end() -> None:
    """End the child."""
    if _pool.cache_info().currsize:
        pool = _pool()
        _pool.cache_clear()
        pool.stop()  # type: ignore[no-untyped-call]  # pebble annotates but this and `close`
        pool.join()


def _limit(memory: int) -> None:
    """Limit the child's memory, where the system can."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
