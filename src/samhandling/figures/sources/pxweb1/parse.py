"""PxWeb's answers (JSON-stat 2.0) as plain observations."""

from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.from_cubes import Axes, observations_of
from samhandling.figures.sources.observations import Observations
from samhandling.files.json_stat.data_sets import read_json_stat


def parse(fetched: Fetched, axes: Axes | None = None, language: str = "sv") -> Observations:
    """The observations. Raises Refused: no JSON-stat, the same cell twice, no dimension of time.

    Growth analysis numbers its places in its own way: read them with `Axes(scheme="names")`.
    """
    return observations_of(read_json_stat(fetched.data, fetched.url), fetched.url, axes, language)
