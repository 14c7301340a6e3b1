"""The guarded child: reads one strange file from its standard input, writes lines to its standard output, and ends.

It is started anew for every file, with bounds on memory and time that it cannot raise, and with nothing of ours in its
environment.
"""

import gc
import json
import os
import sys

from samhandling.files.limits import Limits
from samhandling.files.reading import read
from samhandling.files.stopping import not_understood, out_of_memory
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
    """Read the file on standard input as argv says: its name and the limits as JSON."""
    name, limits = sys.argv[-2], Limits(**json.loads(sys.argv[-1]))
    bound(limits)
    # Nothing here refers in circles; searching millions of cells for circles only takes time.
    gc.disable()
    out = sys.stdout.buffer
    try:
        for line in lines(read(sys.stdin.buffer.read(), name, limits)):
            out.write(line)
        out.flush()
    except BrokenPipeError:
        os._exit(1)
    except MemoryError:
        out.write(refusal_line(out_of_memory(limits)))
    except Exception as error:
        out.write(refusal_line(not_understood(f"{type(error).__name__}: {error}"[:200])))
