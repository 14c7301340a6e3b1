"""Six people who change the same amount at once, from processes of their own: none of their changes is lost."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stories.installed import Installation, own_database, write_csv

WRITERS, ADDITIONS = 6, 25
HEADINGS = ("Ärende", "Projektnamn", "Stödmottagare", "Beviljat stöd", "Startdatum", "Slutdatum")
COUNTY = Path(__file__).parents[1] / "data" / "strategies" / "exempellanet-2025.toml"

WRITER = f"""
import django
django.setup()
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.editing import Conflict, change
from samhandling.plan.queries import initiative
from samhandling.plan.rules.plain import to_plain

left = {ADDITIONS}
while left:
    page = initiative("A1", of_strategy="exempellanet-2025", seen_by=OPERATOR)
    values = to_plain(page.record)
    (grant,) = values["grants"]
    grant["amount"] = str(int(grant["amount"]) + 1)
    try:
        change("A1", values, strategy="exempellanet-2025", by=OPERATOR, version=page.version, exact=True)
    except Conflict:
        continue
    left -= 1
"""


@pytest.fixture
def installation(tmp_path: Path) -> "Iterator[Installation]":
    with own_database() as database:
        made = Installation(tmp_path / "hem", tmp_path, database, {"DJANGO_SETTINGS_MODULE": "samhandling.web.settings"})
        made.do("strategy", "load", COUNTY)
        row = ("A1", "Bussen", "Region Exempel", 0, "2025-01-01", "2026-12-31")
        made.do("portfolio", "import", write_csv(tmp_path / "lista.csv", HEADINGS, row))
        yield made


def test_six_writers_with_25_additions_each_lose_none(installation: Installation) -> None:
    command = [sys.executable, "-c", WRITER]
    writers = [subprocess.Popen(command, env=installation.environment(), stderr=subprocess.PIPE, text=True) for _ in range(WRITERS)]
    told = [writer.communicate(timeout=300)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, told
    found = installation.json("initiative", "show", "A1")
    assert [grant["amount"] for grant in found["grants"]] == [str(WRITERS * ADDITIONS)]
    assert found["version"] == 1 + WRITERS * ADDITIONS
