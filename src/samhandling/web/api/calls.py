"""How often programs may call: counted in the database, reading bought some calls at a time so that a read costs no write."""

from collections import OrderedDict
from datetime import timedelta
from math import ceil
from threading import Lock
from time import monotonic

from samhandling.ground.viewer import Viewer
from samhandling.office.limits import Allowance, take
from samhandling.web.api.problems import Problematic
from samhandling.web.office.sender import machine_of
from samhandling.web.request import Request

MINUTE = timedelta(minutes=1)
READS = 1200
WRITES = 120
WRONG_TOKENS = 30
"""In a minute: of a person's programs together, or of an address without a token."""

AT_ONCE = 20
KEPT = 5000
_bought: OrderedDict[str, tuple[int, float]] = OrderedDict()
_lock = Lock()


def caller(request: Request, viewer: Viewer) -> str:
    """Who is counted together."""
    return f"person {viewer.person}" if viewer.person is not None else f"machine {machine_of(request)}"


def count(request: Request, viewer: Viewer, *, writes: bool) -> None:
    """Take one call. Raises Problematic 429 with when to come back."""
    who = caller(request, viewer)
    if writes:
        _demand(take(f"api writes {who}", most=WRITES, within=MINUTE))
    elif not _has_bought(who):
        _demand(take(f"api reads {who}", most=READS, within=MINUTE, amount=AT_ONCE))
        with _lock:
            _bought[who] = (AT_ONCE - 1, monotonic() + MINUTE.total_seconds())
            while len(_bought) > KEPT:
                _bought.popitem(last=False)


def count_wrong_token(request: Request) -> None:
    """A token that is none of ours: guessing is slow. Raises Problematic 429."""
    _demand(take(f"api wrong {machine_of(request)}", most=WRONG_TOKENS, within=MINUTE))


def forget_bought() -> None:
    """Nothing is bought any more, in this process."""
    with _lock:
        _bought.clear()


def _has_bought(who: str) -> bool:
    with _lock:
        left, until = _bought.get(who, (0, 0.0))
        if left < 1 or monotonic() > until:
            return False
        _bought[who] = (left - 1, until)
        return True


def _demand(answer: Allowance) -> None:
    if not answer.is_given:
        raise Problematic(429, {"Retry-After": str(max(1, ceil(answer.again.total_seconds())))})
