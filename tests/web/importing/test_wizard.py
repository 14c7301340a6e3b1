"""A list through the wizard: columns, rows, scope, written, undone."""

from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.plan.lists import import_runs
from samhandling.plan.queries import records_of
from web.importing.conftest import STRATEGY, begin, text


def test_it_leads_from_a_file_to_the_plan_and_back(strategist: Client) -> None:
    path = begin(strategist, source="Projektbanken", fetched="2025-01-31", left_out="Beslut före 2020")
    assert "Så förstår vi kolumnerna" in text(strategist, path)
    assert "Alla läggs till" in text(strategist, f"{path}/rader")
    assert "Projektbanken" in text(strategist, f"{path}/underlag")
    assert "Planen får 2 nya insatser" in text(strategist, f"{path}/skriv")
    assert not records_of(STRATEGY, seen_by=OPERATOR)
    response = strategist.post(f"{path}/skriv")
    assert response.status_code == 303
    assert "Inläst: 2 nya insatser." in text(strategist, response.headers["Location"])
    assert {one.id for one in records_of(STRATEGY, seen_by=OPERATOR)} == {"A1", "A2"}
    [run] = import_runs(seen_by=OPERATOR)
    [part] = run.scopes
    assert (run.file, part.scope["source"], part.scope["fetched"]) == ("lista.csv", "Projektbanken", "2025-01-31")
    assert part.scope["left_out"] == [{"text": "Beslut före 2020", "focus_areas": []}]
    assert "Ångra importen" in text(strategist, f"/las-in/import/{run.id}/angra")
    undone = strategist.post(f"/las-in/import/{run.id}/angra")
    assert "2 insatser är borttagna" in text(strategist, undone.headers["Location"])
    assert not records_of(STRATEGY, seen_by=OPERATOR)
