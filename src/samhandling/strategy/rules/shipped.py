"""The strategies and frameworks that come with the product."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.strategy.rules.check import check
from samhandling.strategy.rules.document import StrategyDocument

_FOLDER = files("samhandling.strategy").joinpath("shipped")


@cache
def shipped_ids() -> tuple[str, ...]:
    """Ids of what is shipped, in order of the alphabet. Each file is named by its id."""
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in _FOLDER.iterdir() if entry.name.endswith(".toml")))


def shipped_text(code: str) -> str:
    """The shipped file's text. Raises: Refused with the ids to choose from."""
    if code not in shipped_ids():
        choices = ", ".join(shipped_ids())
        raise refusal(
            code,
            Said("Ingen medföljande strategi har det id:t.", "No shipped strategy has that id."),
            Said(f"Välj bland {choices}, eller ange en fil.", f"Choose among {choices}, or give a file."),
        )
    return _FOLDER.joinpath(f"{code}.toml").read_text("utf-8")


@cache
def read_shipped(code: str) -> StrategyDocument:
    """The shipped document. Raises: Refused with the ids to choose from."""
    return check(shipped_text(code), f"{code}.toml")


@cache
def shipped_frameworks() -> Mapping[str, frozenset[str]]:
    """The ids of the nodes of each shipped document, for checking links."""
    return {code: frozenset(entry.id for entry in read_shipped(code).entries()) for code in shipped_ids()}
