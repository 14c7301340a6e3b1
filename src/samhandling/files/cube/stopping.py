"""Why the reading of a file of figures was stopped from outside, in words."""

from samhandling.files import stopping
from samhandling.files.cube.faults import FETCH_AGAIN, TAKE_LESS
from samhandling.files.limits import Limits
from samhandling.ground.faults import Fault, Refused
from samhandling.ground.said import Said


def out_of_time(limits: Limits) -> Refused:
    """It took too long."""
    return _so(stopping.out_of_time(limits), TAKE_LESS)


def out_of_memory(limits: Limits) -> Refused:
    """It needed too much memory."""
    return _so(stopping.out_of_memory(limits), TAKE_LESS)


def too_large(read_bytes: int, most_bytes: int) -> Refused:
    """It is larger than files may be."""
    return _so(stopping.too_large(read_bytes, most_bytes), TAKE_LESS)


def broken_off(how: str) -> Refused:
    """The reading process ended without an answer."""
    return _so(stopping.broken_off(how), FETCH_AGAIN)


def not_understood(how: str) -> Refused:
    """The reader met something that it has no words for."""
    return _so(stopping.not_understood(how), FETCH_AGAIN)


def _so(refused: Refused, way_out: Said) -> Refused:
    return Refused([Fault(fault.location, fault.read, fault.expected, way_out) for fault in refused.faults])
