"""Economy: industry structure. Works alone as a library.

Knows: a region's employment by industry and year as a checked cube; what it is specialised in, how narrow, what drove its growth,
which industries lie near what it does and how demanding they are; which municipalities make up a labour market.
May ask: numpy, scipy. Never: anything else of the product; an answer that is undefined without saying why; a suppressed cell as 0.

Begin with `cube_from_rows` or `cube_from_array`. Functions that end in `_of` are the formulas on plain arrays.
"""

from samhandling.economy.agglomeration import (
    Plants,
    co_agglomeration,
    co_agglomeration_of,
    co_agglomeration_of_plants,
    ellison_glaeser,
    ellison_glaeser_of,
    ellison_glaeser_of_plants,
    pairwise_co_agglomeration,
    plant_herfindahl_of,
)
from samhandling.economy.building import cube_from_array
from samhandling.economy.columns import cube_from_arrow, cube_from_rows
from samhandling.economy.complexity import Complexity, Disconnected, IndustryScale, complexity
from samhandling.economy.cube import Classification, Cube, Stated
from samhandling.economy.distributions import (
    entropy_of,
    equivalent_number_of,
    gini_of,
    hachman_of,
    herfindahl_of,
    hoover_of,
    krugman_of,
    krugman_to_mean_of,
    lorenz_gini_of,
    normalised_herfindahl_of,
    shares_of,
    theil_l_of,
    theil_t_of,
)
from samhandling.economy.faults import BadCube, CubeFault, FaultKind, TooCoarse
from samhandling.economy.filling import filled_from_totals, filled_with
from samhandling.economy.fitness import Fitness, fitness
from samhandling.economy.labour_markets import LabourMarket, LabourMarkets, Placed, Why, local_labour_markets
from samhandling.economy.location import (
    LocationQuotients,
    cluster_index,
    cluster_index_of,
    location_quotient,
    location_quotient_of,
    location_quotients,
)
from samhandling.economy.marks import Absent, Marks
from samhandling.economy.measures import MEASURES, MeasureFacts, WhenSuppressed, measures_table
from samhandling.economy.network import Counts, Network, Presence, network, network_of, reflections
from samhandling.economy.profile import RegionProfile, region_profile
from samhandling.economy.relatedness import Counted, Diagonal, Nearness, density, nearest, relatedness
from samhandling.economy.resilience import Expected, Resilience, resilience, turning_points
from samhandling.economy.results import Axis, Measured, Note, Reason, Unit, Value
from samhandling.economy.shift_share import (
    Gerfin,
    Method,
    ShiftShare,
    contribution_to_growth,
    dynamic_shift_share,
    gerfin,
    shift_share,
)
from samhandling.economy.shift_share_terms import arcelus_of, dunn_of, esteban_marquillas_of, gerfin_of
from samhandling.economy.structure import (
    Curve,
    Of,
    entropy,
    equivalent_number,
    gini,
    hachman,
    herfindahl,
    hoover,
    krugman,
    normalised_herfindahl,
    theil_l,
    theil_t,
)
from samhandling.economy.variety import Variety, first_digits, variety

__all__ = [
    "MEASURES",
    "Absent",
    "Axis",
    "BadCube",
    "Classification",
    "Complexity",
    "Counted",
    "Counts",
    "Cube",
    "CubeFault",
    "Curve",
    "Diagonal",
    "Disconnected",
    "Expected",
    "FaultKind",
    "Fitness",
    "Gerfin",
    "IndustryScale",
    "LabourMarket",
    "LabourMarkets",
    "LocationQuotients",
    "Marks",
    "MeasureFacts",
    "Measured",
    "Method",
    "Nearness",
    "Network",
    "Note",
    "Of",
    "Placed",
    "Plants",
    "Presence",
    "Reason",
    "RegionProfile",
    "Resilience",
    "ShiftShare",
    "Stated",
    "TooCoarse",
    "Unit",
    "Value",
    "Variety",
    "WhenSuppressed",
    "Why",
    "arcelus_of",
    "cluster_index",
    "cluster_index_of",
    "co_agglomeration",
    "co_agglomeration_of",
    "co_agglomeration_of_plants",
    "complexity",
    "contribution_to_growth",
    "cube_from_array",
    "cube_from_arrow",
    "cube_from_rows",
    "density",
    "dunn_of",
    "dynamic_shift_share",
    "ellison_glaeser",
    "ellison_glaeser_of",
    "ellison_glaeser_of_plants",
    "entropy",
    "entropy_of",
    "equivalent_number",
    "equivalent_number_of",
    "esteban_marquillas_of",
    "filled_from_totals",
    "filled_with",
    "first_digits",
    "fitness",
    "gerfin",
    "gerfin_of",
    "gini",
    "gini_of",
    "hachman",
    "hachman_of",
    "herfindahl",
    "herfindahl_of",
    "hoover",
    "hoover_of",
    "krugman",
    "krugman_of",
    "krugman_to_mean_of",
    "local_labour_markets",
    "location_quotient",
    "location_quotient_of",
    "location_quotients",
    "lorenz_gini_of",
    "measures_table",
    "nearest",
    "network",
    "network_of",
    "normalised_herfindahl",
    "normalised_herfindahl_of",
    "pairwise_co_agglomeration",
    "plant_herfindahl_of",
    "reflections",
    "region_profile",
    "relatedness",
    "resilience",
    "shares_of",
    "shift_share",
    "theil_l",
    "theil_l_of",
    "theil_t",
    "theil_t_of",
    "turning_points",
    "variety",
]
