"""A source's observations in the store's words: one series, sex by the same words everywhere, dimensions that are fixed left out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from samhandling.figures.indicators.series import SEX, sex_of
from samhandling.figures.rules.observation import dimension_code
from samhandling.figures.sources.observations import Observations
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a table's dimensions. `sex`: the one that tells women from men, "" for none; `open`: others → their name in the
    file. The rest is fixed by the selection, which the series' code stands for."""

    sex: str = ""
    open: Mapping[str, str] | None = None


def cells_in_store_words(found: Observations, kept: Kept, url: str, sex: str = "") -> pa.Table:
    """The table with `dims` in the store's words. `sex`: what all cells are of, where the table was asked without its sexes.

    Raises Refused where a code for sex is none that is known.
    """
    dims = found.table["dims"].combine_chunks()
    if isinstance(dims, pa.ChunkedArray):
        dims = dims.unify_dictionaries().combine_chunks()
    read = _reader(found, kept, url, sex)
    words = [read(code) for code in dims.dictionary.to_pylist()]
    distinct = list(dict.fromkeys(words))
    place = {word: at for at, word in enumerate(distinct)}
    moved = pa.array([place[word] for word in words], pa.int32()).take(dims.indices)
    column = pa.DictionaryArray.from_arrays(moved, pa.array(distinct, pa.string()))
    return found.table.set_column(found.table.schema.get_field_index("dims"), "dims", column)


def _reader(found: Observations, kept: Kept, url: str, sex: str) -> Callable[[str], str]:
    labels = found.labels.get(kept.sex, {})

    def read(code: str) -> str:
        cell = json.loads(code)
        words = {name: cell[own] for own, name in (kept.open or {}).items() if own in cell}
        if kept.sex in cell:
            words[SEX] = _sex(cell[kept.sex], labels, url)
        elif sex:
            words[SEX] = sex
        return dimension_code(words)

    return read


def _sex(code: str, labels: Mapping[str, str], url: str) -> str:
    known = sex_of(code) or sex_of(labels.get(code, ""))
    if known is None:
        expected = Said("kvinnor, män eller totalt", "women, men or total")
        way_out = Said("Ändra select i indikatorns fil.", "Change select in the indicator's file.")
        raise Refused([Fault(Location(file=url), f"{code} {labels.get(code, '')}".strip(), expected, way_out)])
    return known


def codelists_of(found: Observations, kept: Kept, *, with_places: bool) -> dict[str, dict[str, str]]:
    """What the codes that the store keeps are called: by dimension. Places only where the source's codes are the store's."""
    lists = {name: dict(found.labels.get(own, {})) for own, name in (kept.open or {}).items()}
    if with_places and found.place_dimension:
        lists["place"] = dict(found.labels.get(found.place_dimension, {}))
    return {name: codes for name, codes in lists.items() if codes}


def joined(parts: list[pa.Table]) -> pa.Table:
    """Tables of the same columns as one."""
    return parts[0] if len(parts) == 1 else pa.concat_tables(parts).unify_dictionaries().combine_chunks()
