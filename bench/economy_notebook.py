"""Makes docs/economy.ipynb: its cells are here, run from first to last, and what they give is written beside them.

Usage: python bench/economy_notebook.py [OUT.ipynb]
"""

import ast
import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "economy.ipynb"

CELLS: tuple[tuple[str, str], ...] = (
    (
        "markdown",
        """
# From a file to a figure

What does a county live on, what drove its growth, what lies near what it does already? This notebook begins with a file of employment by
region, industry and year, and ends with two figures. It needs no settings and no database.

**The figures are generated. They are true of no county, whatever the codes say.** Put a file of your own in their place in the first step.
""",
    ),
    (
        "markdown",
        "## 1. A file\n\nOne row for each county, division of SNI 2007 and year. A cell that the source withholds is written `..`",
    ),
    (
        "code",
        """
import csv
import tempfile
from pathlib import Path

import numpy as np

from samhandling.figures.business.classifications import classification, groups_above, name_of
from samhandling.ground.places import counties, place_name

chance = np.random.default_rng(7)
divisions = [entry.code for entry in classification("sni", "2007").level("division")]
abilities = chance.normal(0, 0.7, (21, 4)) @ chance.normal(0, 0.7, (4, 88))
level = chance.lognormal(9, 0.8, 21)[:, None] * chance.dirichlet(np.full(88, 0.8)) * np.exp(abilities)

path = Path(tempfile.mkdtemp()) / "generated.csv"
with path.open("w", newline="", encoding="utf-8") as file:
    out = csv.writer(file, delimiter=";")
    out.writerow(["region", "industry", "year", "value"])
    for year, pace in ((2019, 1.0), (2020, 0.97), (2021, 1.02)):
        jobs = np.rint(level * pace * np.exp(chance.normal(0, 0.05, level.shape))).astype(int)
        for r, region in enumerate(counties()):
            for i, industry in enumerate(divisions):
                hidden = (region, industry, year) == ("09", "12", 2021)
                out.writerow([region, industry, year, ".." if hidden else jobs[r, i]])
print(path.name, len(path.read_text("utf-8").splitlines()) - 1, "rows")
""",
    ),
    (
        "markdown",
        "## 2. A checked cube\n\nWhat is wrong with a file is told all at once, each fault with its rows. What is not known is marked and never 0.",
    ),
    (
        "code",
        """
from samhandling import economy

with path.open(encoding="utf-8") as file:
    rows = [tuple(row.values()) for row in csv.DictReader(file, delimiter=";")]
cube = economy.cube_from_rows(
    *zip(*rows, strict=True), absent=economy.Absent.MISSING, classification=economy.Classification("SNI 2007", "division"), first_row=2
)
print(cube.shape, "regions, industries, years;", int(cube.unknown.sum()), "cell not known")

try:
    economy.cube_from_rows(*zip(*rows, ("01", "62", "2021", "-5"), strict=True), absent=economy.Absent.MISSING, first_row=2)
except economy.BadCube as bad:
    for fault in bad.faults:
        print(fault)
""",
    ),
    ("markdown", "## 3. What the county lives on\n\nEach industry's share of the jobs, and how many times the nation's share that is."),
    (
        "code",
        """
county = "04"
page = economy.region_profile(cube, county, groups=groups_above(cube.industries))
own = cube.part(county).only(2021)
shares = own.stack[0, 0] / own.region_totals[0, 0]
nation = own.industry_totals[0] / own.grand_totals[0]
largest = np.argsort(-shares)[:8]
for at in largest:
    code = cube.industries[at]
    times = page.quotients.quotient.at(county, code, 2021)
    print(f"{code} {name_of(code).en[:46]:46} {shares[at]:6.1%} {times.value:5.2f} times")
print()
print("Gotland, one cell withheld:", economy.location_quotient(cube).at("09", "12", 2021).reason.says)
""",
    ),
    ("markdown", "## 4. A figure"),
    (
        "code",
        '''
from samhandling.drawing.shares_beside import Share, shares_beside


class Figure:
    """An SVG picture that a notebook shows."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg


bars = [Share(name_of(cube.industries[at]).en, 100 * shares[at], 100 * nation[at]) for at in largest]
title = f"{place_name(county)}: the largest industries against the nation (generated figures)"
Figure(shares_beside(bars, place=place_name(county), nation="nation", title=title, key="lives-on", language="en"))
''',
    ),
    (
        "markdown",
        "## 5. What drove growth\n\nThree parts that add up to the change: the nation's pace, which industries there are, and what is the county's own.",
    ),
    (
        "code",
        """
growth = page.growth
parts = {name: term.at(county).value for name, term in growth.terms.items()}
print({name: round(value, 1) for name, value in parts.items()}, "change", growth.growth.at(county).value)
assert abs(sum(parts.values()) - growth.growth.at(county).value) < 1e-6
""",
    ),
    (
        "code",
        """
from samhandling.drawing.waterfall import Step, waterfall

begins = float(cube.part(county).region_totals[0, 0])
steps = [
    Step("2019", begins, total=True),
    Step("The nation's pace", parts["national"]),
    Step("Which industries", parts["mix"]),
    Step("The county's own", parts["regional"]),
    Step("2021", begins + sum(parts.values()), total=True),
]
Figure(waterfall(steps, title="What drove growth (generated figures)", key="growth", language="en"))
""",
    ),
    ("markdown", "## 6. How broad, what lies near, whom it resembles"),
    (
        "code",
        """
for name, measure in page.narrowness.items():
    print(f"{name:18}", [round(measure.at(county, year).value, 3) for year in cube.years])
related, unrelated = (part.at(county, 2021).value for part in (page.varieties.related, page.varieties.unrelated))
print(f"within groups {related:.3f} + between groups {unrelated:.3f} = {related + unrelated:.3f} bits")
print()
for one in page.near[:5]:
    print(f"{name_of(one.industry).en[:52]:52} nearness {one.density.value:.2f}")
print()
print("most alike:", ", ".join(f"{place_name(code)} ({apart:.0%} of the jobs differ)" for code, apart in page.alike[:3]))
""",
    ),
    (
        "markdown",
        """
## 7. The same from a terminal

    samhandling economy report --cube FILE --region 04
    samhandling economy load FILE --mapping region=Kommun,industry=SNI,year=År,value=Antal

The first needs nothing but the file. The second puts it into the product, so that its pages read it.
""",
    ),
)


def run(sources: list[str]) -> list[list[dict[str, Any]]]:
    """Run cells one after another in one room of names, and give what each printed and what its last line came to."""
    names: dict[str, Any] = {"__name__": "notebook"}
    return [_run_one(source, names) for source in sources]


def _run_one(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue().splitlines(keepends=True)})
    if hasattr(value, "_repr_svg_"):
        svg = value._repr_svg_()
        found.append({"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": [svg]}})
    return found


def notebook() -> dict[str, Any]:
    """The notebook, format 4.5, every cell run."""
    given = iter(run([text.strip() for kind, text in CELLS if kind == "code"]))
    cells = []
    for number, (kind, text) in enumerate(CELLS):
        cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": text.strip().splitlines(keepends=True)}
        if kind == "code":
            cell |= {"execution_count": sum(one == "code" for one, _ in CELLS[: number + 1]), "outputs": next(given)}
        cells.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}


def main() -> None:
    """Write the notebook."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else GUIDE
    out.write_text(json.dumps(notebook(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(out)


if __name__ == "__main__":
    main()
