"""The library as a library: its names, its purity, its documentation."""

import ast
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from samhandling import economy

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "src" / "samhandling" / "economy"
GUIDE = ROOT / "docs" / "economy.md"


def test_it_works_without_any_setting() -> None:
    code = "from samhandling import economy, economy as e; import sys; assert not [m for m in sys.modules if m.startswith('django')]; print(len(e.__all__))"
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment, cwd=ROOT / "src")
    assert int(done.stdout) == len(economy.__all__)


def test_it_asks_numpy_and_scipy_and_nobody_else() -> None:
    asked = set()
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                asked |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                asked.add(node.module or "")
    outside = {name for name in asked if not name.startswith("samhandling.economy")}
    assert {name.split(".")[0] for name in outside} - set(sys.stdlib_module_names) == {"numpy", "scipy"}


@pytest.mark.parametrize("name", economy.__all__)
def test_every_public_name_is_there_and_explains_itself(name: str) -> None:
    thing = getattr(economy, name)
    if callable(thing) and not isinstance(thing, type):
        assert len(inspect.getdoc(thing) or "") > 40
    if inspect.isfunction(thing):
        assert all(one.annotation is not inspect.Parameter.empty for one in inspect.signature(thing).parameters.values())


def test_every_measure_says_what_it_asks_of_its_input() -> None:
    public = {name for name in economy.__all__ if inspect.isfunction(getattr(economy, name))}
    gives = {
        name
        for name in public
        if re.search(
            r"Measured|LocationQuotients|ShiftShare|Gerfin|Resilience|Variety|Complexity|Fitness|LabourMarkets",
            str(inspect.signature(getattr(economy, name)).return_annotation),
        )
    }
    assert gives == set(economy.MEASURES)


def test_the_guide_holds_the_table_as_it_is() -> None:
    assert economy.measures_table() in GUIDE.read_text("utf-8")


def test_the_guides_examples_run() -> None:
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) >= 3
    space: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(GUIDE), "exec"), space)


SIDES: tuple[Callable[[economy.Cube], economy.Measured], ...] = (
    economy.location_quotient, economy.krugman, economy.hoover, economy.gini, economy.herfindahl, economy.entropy, economy.hachman,
    economy.theil_t, economy.theil_l,
)  # fmt: skip


@pytest.mark.parametrize("measure", SIDES, ids=lambda one: one.__name__)
def test_every_gap_has_a_reason_and_every_reason_a_gap(measure: Callable[[economy.Cube], economy.Measured]) -> None:
    cells = np.random.default_rng(3).integers(0, 4, (6, 5, 3)).astype(float)
    cells[2], cells[:, 1] = 0, 0
    hidden = np.zeros(cells.shape, bool)
    hidden[4, 3, 1] = True
    found = measure(economy.cube_from_array(cells, suppressed=hidden))
    assert np.array_equal(np.isnan(found.values), found.reasons != 0)
    assert found.counted_reasons()


def test_a_result_with_a_silent_gap_cannot_be_made() -> None:
    from samhandling.economy.results import measured

    with pytest.raises(ValueError, match="no reason"):
        measured("x", economy.Unit.RATIO, (), np.array([1.0, np.nan]), np.zeros(2, np.uint8))
