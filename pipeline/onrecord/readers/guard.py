"""A child process for libraries that may hang or crash on what strangers wrote: a call, a time limit, a result.

One child serves all calls; one that runs over its time or memory is killed, and another takes its place.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar

from onrecord.processes import Died, Processes, TookTooLong
from onrecord.readers.format import Bad, Missing

SECONDS = 10.0
"""Time for a call."""

MEMORY = 2 * 2**30
"""Bytes that the child may use."""

CALLS = 5000
"""Calls after which the child is replaced, since libraries leak."""


class Ended(Bad):
    """A call ended the child, or had to be ended with it."""


P = ParamSpec("P")
T = TypeVar("T")


def guarded(function: Callable[P, T], *args: P.args, **_: P.kwargs) -> T:
    """What a function of a module returns, called in the child. Bad where it raises, hangs, or ends the child."""
    try:
        child = _child()
        result: T = child.result(child.start(function, args, SECONDS))
    except TookTooLong as error:
        raise Ended(f"took longer than {SECONDS:g} seconds to read") from error
    except Died as error:
        raise Ended(f"ended the process that read it ({error})") from error
    except MemoryError as error:
        raise Bad("needs too much memory to read") from error
    except (Bad, Missing, OSError):
        raise
    except Exception as error:  # whatever the library was not made for
        raise Bad(f"markup that cannot be read: {type(error).__name__}: {error}"[:200]) from error
    return result


@cache
def _child() -> Processes:
    child = Processes(1, CALLS, _prepare, (MEMORY,))
    atexit.register(child.stop)
    return child


def _prepare(memory: int) -> None:
    """Limit the child's memory, where the system can, and let nothing that libraries print reach the user."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
