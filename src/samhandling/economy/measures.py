"""What every measure asks of its input: the least level of detail, and what a suppressed cell does to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samhandling.economy.network import LEAST_INDUSTRIES, LEAST_REGIONS


class WhenSuppressed(StrEnum):
    """What a suppressed cell does. In every case the whole is summed over the known cells, unless the source states its total."""

    ITSELF_AND_ROW = "The cell is undefined, and so are the region's other cells unless the source states the region's total."
    ITS_SIDE = "The region (or industry) that it belongs to is undefined."
    CELL_AND_SUM = (
        "The cell is undefined, and so is its region's sum (and what Esteban-Marquillas and Arcelus make of it in each cell); "
        "in the whole the cell is left out of both years."
    )
    ROW_OF_CELLS = "The cell is undefined, and so is its region: the region's total at the start is not known."
    ITSELF = "The cell is undefined; others stay."
    ITS_INDUSTRY = "The industry (or the group that holds it) is undefined."
    COUNTS_ABSENT = "The industry counts as not present in the region; the result carries a note."
    NOT_USED = "Does not use the cube."


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """One measure. `least_industries`, `least_regions`: fewer are refused (`TooCoarse`), or make no sense (1)."""

    name: str
    suppressed: WhenSuppressed
    least_industries: int = 1
    least_regions: int = 1
    detail: str = ""


_NETWORK = "Five digits (about 800) is best, three (about 270) will do, two (88) is the edge; 15 branch groups are refused."
_STRUCTURE = "Any level; figures of different levels cannot be compared."
_FACTS = (
    MeasureFacts("location_quotient", WhenSuppressed.ITSELF_AND_ROW, 2, 2, "Any level."),
    MeasureFacts("location_quotients", WhenSuppressed.ITSELF_AND_ROW, 2, 2, "Any level; the interval is for the fine ones."),
    MeasureFacts("cluster_index", WhenSuppressed.ITSELF, 1, 2, "Plants by industry at the same level."),
    *(
        MeasureFacts(name, WhenSuppressed.ITS_SIDE, 2, 2, _STRUCTURE)
        for name in (
            "krugman",
            "hoover",
            "gini",
            "herfindahl",
            "normalised_herfindahl",
            "equivalent_number",
            "entropy",
            "hachman",
            "theil_t",
        )
    ),
    MeasureFacts("theil_l", WhenSuppressed.ITS_SIDE, 2, 2, "Coarse levels only: one empty industry makes it undefined."),
    MeasureFacts("ellison_glaeser", WhenSuppressed.ITS_INDUSTRY, 1, 2, "The level that the plants are known at."),
    MeasureFacts("co_agglomeration", WhenSuppressed.ITS_INDUSTRY, 2, 2, "The level that the plants are known at."),
    MeasureFacts("pairwise_co_agglomeration", WhenSuppressed.ITS_INDUSTRY, 2, 2, "Any level."),
    *(
        MeasureFacts(name, WhenSuppressed.CELL_AND_SUM, 2, 2, "Any level; the finer, the more goes to the mix.")
        for name in ("shift_share", "dynamic_shift_share", "gerfin")
    ),
    MeasureFacts("contribution_to_growth", WhenSuppressed.ROW_OF_CELLS, 1, 1, "Any level."),
    MeasureFacts("resilience", WhenSuppressed.ITS_SIDE, 1, 2, "Totals are enough, unless held against the industries' rates."),
    MeasureFacts("variety", WhenSuppressed.ITS_SIDE, 2, 1, "A level finer than its groups: five digits within two."),
    *(
        MeasureFacts(name, WhenSuppressed.COUNTS_ABSENT, LEAST_INDUSTRIES, LEAST_REGIONS, _NETWORK)
        for name in ("relatedness", "density", "reflections", "complexity", "fitness")
    ),
    MeasureFacts("local_labour_markets", WhenSuppressed.NOT_USED, 1, 1, "Municipalities."),
)
MEASURES: Mapping[str, MeasureFacts] = {facts.name: facts for facts in _FACTS}


def measures_table() -> str:
    """The table as Markdown, for the documentation."""
    lines = ["| measure | least industries, regions | level of detail | a suppressed cell |", "|---|---|---|---|"]
    lines += [f"| `{one.name}` | {one.least_industries}, {one.least_regions} | {one.detail} | {one.suppressed} |" for one in _FACTS]
    return "\n".join(lines)
