"""Eurostat's answers (JSON-stat 2.0 with flags) as plain observations."""

from dataclasses import replace

from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.from_cubes import Axes, observations_of
from samhandling.figures.sources.observations import Observations
from samhandling.files.json_stat.data_sets import read_json_stat


def parse(fetched: Fetched, axes: Axes | None = None, language: str = "en") -> Observations:
    """The observations. A flag (p provisional, b break, e estimated, c confidential, ...) is the status; a value may have one too.

    Swedish NUTS 3 regions become counties. Raises Refused: no JSON-stat, no dimension of time.
    """
    return observations_of(read_json_stat(fetched.data, fetched.url), fetched.url, replace(axes or Axes(), scheme="nuts"), language)
