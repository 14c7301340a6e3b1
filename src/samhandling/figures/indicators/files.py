"""All indicators of a strategy: those that come with the product, and files that an installation has added beside them in its home."""

import re
from functools import lru_cache
from pathlib import Path

from samhandling.figures.rules.indicator.check import LARGEST, check
from samhandling.figures.rules.indicator.document import IndicatorFile
from samhandling.figures.rules.indicator.shipped import Catalogue, joined, shipped_files, shipped_strategies
from samhandling.figures.store import durable, folders
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import VISITOR, Viewer
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.strategy.queries import document
from samhandling.strategy.rules.document import StrategyDocument
from samhandling.strategy.rules.shipped import read_shipped, shipped_ids
from samhandling.strategy.rules.syntax import read

_STRATEGY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_Stamp = tuple[tuple[str, int, int], ...]


def catalogue_of(strategy: str, *, seen_by: Viewer) -> Catalogue:
    """Shipped indicators and own ones. An own file with a fault is left out, and told by `own_faults`."""
    return joined(files_of(strategy, seen_by=seen_by), strategy)


def files_of(strategy: str, *, seen_by: Viewer) -> tuple[IndicatorFile, ...]:
    """The shipped files and then the own ones, each in order of their names."""
    return _own(strategy, files_stamp(strategy))[0]


def own_faults(strategy: str, *, seen_by: Viewer) -> tuple[Fault, ...]:
    """What is wrong in own files that are therefore not used."""
    return _own(strategy, files_stamp(strategy))[1]


def strategies_with_indicators() -> tuple[str, ...]:
    """Ids of strategies that there are indicators for."""
    own = {path.name for path in _folder().iterdir() if path.is_dir() and any(path.glob("*.toml"))}
    return tuple(sorted({*shipped_strategies(), *own}))


def add_indicators(file: Path, *, by: Viewer) -> IndicatorFile:
    """Check a file and keep it with the installation, instead of an earlier one with the same id. Raises NotAllowed; Refused with every fault."""
    require(CHANGES_ALL, by)
    text = _text(file)
    first = check(text, file.name, indicators=_known(text, file.name, by))
    strategy, name = first.strategy, f"{first.id}.toml"
    others = [one for one in files_of(strategy, seen_by=by) if f"{one.id}.toml" != name or one in shipped_files(strategy)]
    found = _checked(text, file.name, strategy, others)
    joined([*others, found], strategy)
    folder = _folder() / strategy
    folder.mkdir(exist_ok=True, mode=0o700)
    durable.write(folder / name, lambda out: out.write(text.encode()))
    return found


def _known(text: str, name: str, viewer: Viewer) -> set[str]:
    """Ids that the file may name: those of the strategy that it says it is for."""
    strategy = (read(text, name).data or {}).get("strategy")
    if not isinstance(strategy, str) or not _STRATEGY.fullmatch(strategy):
        return set()
    return {item.id for one in files_of(strategy, seen_by=viewer) for item in one.indicators}


def _folder() -> Path:
    folder = folders.home() / "indicators"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def files_stamp(strategy: str) -> _Stamp:
    """Name, time and size of the own files: what is computed from definitions is kept for as long as it stands."""
    if not _STRATEGY.fullmatch(strategy):
        return ()
    found = sorted((_folder() / strategy).glob("*.toml"))
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in found)


@lru_cache(maxsize=16)
def _own(strategy: str, stamp: _Stamp) -> tuple[tuple[IndicatorFile, ...], tuple[Fault, ...]]:
    whole: list[IndicatorFile] = list(shipped_files(strategy))
    faults: list[Fault] = []
    for name, _, _ in stamp:
        try:
            found = _checked(_text(Path(name)), Path(name).name, strategy, whole)
            joined([*whole, found], strategy)
            whole.append(found)
        except Refused as refused:
            faults += refused.faults
    return tuple(whole), tuple(faults)


def _checked(text: str, name: str, strategy: str, before: list[IndicatorFile]) -> IndicatorFile:
    of = _document(strategy)
    return check(
        text,
        name,
        focus_areas={node.id for node in of.focus_areas},
        prerequisites={one.id for one in of.prerequisites},
        indicators={item.id for file in before for item in file.indicators},
    )


def _document(strategy: str) -> StrategyDocument:
    return read_shipped(strategy) if strategy in shipped_ids() else document(strategy, VISITOR)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size <= 4 * LARGEST:
            return path.read_text("utf-8")
        read = str(path.stat().st_size)
    except (OSError, UnicodeDecodeError) as error:
        read = str(error)[:200]
    raise refusal(
        read,
        Said("En textfil (UTF-8) med indikatorer.", "A text file (UTF-8) of indicators."),
        Said("Börja med en medföljande fil som förlaga.", "Begin with a shipped file as a pattern."),
        Location(file=path.name),
    )
