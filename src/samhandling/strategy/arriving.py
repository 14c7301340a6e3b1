"""What rooms above do when a strategy is loaded for the first time. They hand their acts in when the house opens; no door can forget them."""

from collections.abc import Callable

from samhandling.ground.viewer import Viewer

Act = Callable[[str, Viewer], None]
"""Does something for the strategy with a code, inside the transaction that loads it and after its event."""

_acts: list[Act] = []


def when_first_loaded(act: Act) -> None:
    """Hand in an act; the same one again changes nothing."""
    if act not in _acts:
        _acts.append(act)


def first_loaded(code: str, by: Viewer) -> None:
    """Do all that was handed in."""
    for act in _acts:
        act(code, by)
