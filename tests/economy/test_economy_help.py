"""What help() says of each measure: what it is counted in, and whose it is."""

import inspect
import re

import pytest

from samhandling import economy

UNIT = re.compile(r"ratio|share|jobs|Jobs|bits|nats|0 to [12]|z-scores|links|persons|number of parts|equally large|distance|index")
SOURCE = re.compile(r"Source|[Ss]ee `\w+|sources in|needs no source")
FORMULAS = sorted(name for name in economy.__all__ if name.endswith("_of") and name != "network_of")


@pytest.mark.parametrize("name", sorted({*economy.MEASURES, *FORMULAS} - {"shares_of"}))
def test_help_tells_the_unit_and_the_source(name: str) -> None:
    told = inspect.getdoc(getattr(economy, name)) or ""
    assert UNIT.search(told), told
    assert SOURCE.search(told), told
