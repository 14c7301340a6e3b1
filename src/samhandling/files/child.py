"""The guarded child: reads one strange file from its standard input, writes lines to its standard output, and ends.

It is started anew for every file, with bounds on memory and time that it cannot raise, and with nothing of ours in its
environment.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable

from samhandling.files import stopping
from samhandling.files.limits import Limits
from samhandling.files.reading import read
from samhandling.files.stopping import StopWords
from samhandling.files.wire import lines, refusal_line


def bound(limits: Limits) -> None:
    """Let the system stop this process where it grows or runs beyond the limits; where it cannot, the parent's clock remains."""
    try:
        import resource
    except ImportError:
        return
    bounds = (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, int(limits.seconds) + 1),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in bounds:
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def main() -> None:
    """Read the tables of the file on standard input as argv says: its name and the limits as JSON."""
    name, limits = sys.argv[-2], Limits(**json.loads(sys.argv[-1]))
    answer(lambda: lines(read(sys.stdin.buffer.read(), name, limits)), limits, stopping)


def answer(said: Callable[[], Iterable[bytes]], limits: Limits, why: StopWords) -> None:
    """Write the lines of an answer, or why there is none, within the limits."""
    bound(limits)
    # Nothing here refers in circles; searching millions of cells for circles only takes time.
    gc.disable()
    out = sys.stdout.buffer
    try:
        for line in said():
            out.write(line)
        out.flush()
    except BrokenPipeError:
        os._exit(1)
    except MemoryError:
        out.write(refusal_line(why.out_of_memory(limits)))
    except Exception as error:
        out.write(refusal_line(why.not_understood(f"{type(error).__name__}: {error}"[:200])))
