"""A strategist merges two actors from the page of the one; the old address leads to the kept one; and they are parted again."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from typer.testing import CliRunner

from samhandling.cli.main import commands
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.people.actions import ensure_actors
from samhandling.people.queries import actors
from samhandling.plan.actions.editing import correct
from samhandling.plan.queries import initiative

STRATEGIST = Viewer(ViewerKind.PERSON, person=9, roles=frozenset({Role.STRATEGIST}))
CONTRIBUTOR = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"are-kommun"}))
READER = Viewer(ViewerKind.PERSON, person=8, roles=frozenset({Role.READER}))
As = Callable[[Viewer], None]
PAGE = "/aktorer/are-kommun/sla-ihop"


def owners(county: str, code: str) -> tuple[str, ...]:
    return initiative(code, of_strategy=county, seen_by=STRATEGIST).record.owners


@pytest.mark.parametrize("viewer", [VISITOR, CONTRIBUTOR, READER])
def test_it_is_a_strategists_page(county: str, client: Client, as_viewer: As, viewer: Viewer) -> None:
    as_viewer(viewer)
    assert client.get(PAGE).status_code == client.post(PAGE, {"into": "region-exempel"}).status_code == 404
    assert "Slå ihop med en annan aktör" not in client.get("/aktorer/are-kommun").content.decode()
    assert owners(county, "A2") == ("are-kommun",)


def test_from_the_name_to_the_merge_and_back(county: str, client: Client, as_viewer: As) -> None:
    as_viewer(STRATEGIST)
    assert "Slå ihop med en annan aktör" in client.get("/aktorer/are-kommun").content.decode()
    found = client.get(PAGE, {"sok": "exempel"}).content.decode()
    assert re.search(r'href="[^"]*med=region-exempel[^"]*">Region Exempel<', found)
    assert "heter så" in client.get(PAGE, {"sok": "finns inte"}).content.decode()
    preview = client.get(PAGE, {"med": "region-exempel"}).content.decode()
    assert "Åre kommun blir ett annat namn på Region Exempel." in preview
    assert "2 insatser skrivs om." in preview
    done = client.post(PAGE, {"into": "region-exempel"})
    assert (done.status_code, done.headers["Location"]) == (303, "/aktorer/region-exempel")
    assert "Kallas också: Åre kommun" in " ".join(client.get("/aktorer/region-exempel").content.decode().split())
    assert owners(county, "A2") == ("region-exempel",)
    as_viewer(VISITOR)
    for old, new in (
        ("/aktorer/are-kommun", "/aktorer/region-exempel"),
        ("/en/aktorer/are-kommun.json?dag=2025-06-30", "/en/aktorer/region-exempel.json?dag=2025-06-30"),
    ):
        for _ in range(2):  # the second answer is a kept one
            moved = client.get(old)
            assert (moved.status_code, moved.headers["Location"]) == (301, new)
    as_viewer(STRATEGIST)
    correct("A3", "owner", "Bräcke kommun", strategy=county, by=STRATEGIST)
    back = "/aktorer/region-exempel/sla-ihop"
    assert "Åre kommun" in client.get(back).content.decode()
    parted = client.post(back, {"act": "part", "parted": "are-kommun"}).content.decode()
    assert "En insats har fått tillbaka sin aktör." in parted
    assert "A3" in parted
    assert owners(county, "A2") == ("are-kommun",)
    assert client.get("/aktorer/are-kommun").status_code == 200
    assert client.post(back, {"act": "part", "parted": "are-kommun"}).status_code == 404


def test_an_actor_that_is_not_there_is_told(county: str, client: Client, as_viewer: As) -> None:
    as_viewer(STRATEGIST)
    response = client.post(PAGE, {"into": "finns-inte"})
    assert (response.status_code, "En aktör som finns." in response.content.decode()) == (400, True)
    assert client.get("/aktorer/finns-inte/sla-ihop").status_code == 404


def test_the_commands_merge_and_part(county: str) -> None:
    run = CliRunner()
    looked = run.invoke(commands(), ["actors", "merge", "are-kommun", "region-exempel", "--preview"])
    assert (looked.exit_code, "Insatser: 2." in looked.output) == (0, True)
    assert owners(county, "A2") == ("are-kommun",)
    assert "2 insatser är omskrivna" in run.invoke(commands(), ["actors", "merge", "are-kommun", "region-exempel"]).output
    assert owners(county, "A2") == ("region-exempel",)
    assert "2 insatser är tillbaka" in run.invoke(commands(), ["actors", "part", "are-kommun"]).output
    assert owners(county, "A2") == ("are-kommun",)


def test_the_commands_of_the_plan(county: str) -> None:
    run, app = CliRunner(), commands()
    begun = run.invoke(app, ["edition", "new", "Plan ett", "--from", "2026-01-01", "--to", "2028-12-31"])
    number = re.search(r"Utkast (\d+)", begun.output)
    assert number
    adopted = run.invoke(app, ["edition", "adopt", number[1], "--by", "Styrelsen", "--reference", "§ 1", "--on", "2026-02-01"])
    assert (adopted.exit_code, "Antagen. Kontrollsumma" in adopted.output) == (0, True)
    correct("A1", "title", "Bussen kör", strategy=county, by=STRATEGIST)
    second = re.search(
        r"Utkast (\d+)", run.invoke(app, ["edition", "new", "Plan två", "--from", "2026-01-01", "--to", "2028-12-31"]).output
    )
    assert second
    assert "Antagen av Styrelsen den 1 februari 2026, § 1." in run.invoke(app, ["edition", "list"]).output
    assert "Bussen kör" in run.invoke(app, ["edition", "compare", number[1], second[1]]).output
    assert '"reference": "§ 1"' in run.invoke(app, ["edition", "show", number[1], "--format", "json"]).output
    assert "inte prioriterat" in run.invoke(app, ["edition", "show", second[1]]).output


@pytest.mark.parametrize(
    ("language", "warning", "box"),
    [
        ("", "Följer namnet med kan alla läsa det bredvid Åre kommun.", "Lämna ute namnet"),
        ("/en", "If the name goes over, everyone can read it beside Åre kommun.", "Leave the name out"),
    ],
    ids=["Swedish", "English"],
)
def test_a_name_that_few_know_is_left_out_unless_the_strategist_says_otherwise(
    county: str, client: Client, as_viewer: As, language: str, warning: str, box: str
) -> None:
    as_viewer(STRATEGIST)
    ensure_actors(["Hemliga bolaget"], by=OPERATOR)
    address = f"{language}/aktorer/hemliga-bolaget/sla-ihop"
    page = client.get(address, {"med": "are-kommun"}).content.decode()
    assert warning in page
    assert box in page
    assert re.search(r'name="utan_namn"[^>]* checked', page)
    assert client.post(address, {"into": "are-kommun", "utan_namn": "1"}).status_code == 303
    as_viewer(VISITOR)
    assert "Hemliga bolaget" not in client.get("/aktorer/are-kommun").content.decode()
    assert client.get("/aktorer/hemliga-bolaget").status_code == 404


def test_a_name_that_all_know_goes_along_without_a_warning_and_may_be_left_out(county: str, client: Client, as_viewer: As) -> None:
    as_viewer(STRATEGIST)
    page = client.get(PAGE, {"med": "region-exempel"}).content.decode()
    assert "bredvid Region Exempel." in page
    assert "kan alla läsa" not in page
    assert not re.search(r'name="utan_namn"[^>]* checked', page)
    client.post(PAGE, {"into": "region-exempel", "utan_namn": "1"})
    assert "Kallas också" not in client.get("/aktorer/region-exempel").content.decode()


def test_the_command_warns_and_leaves_the_name_out_when_asked(county: str) -> None:
    ensure_actors(["Hemliga bolaget"], by=OPERATOR)
    run, words = CliRunner(), ["actors", "merge", "hemliga-bolaget", "are-kommun"]
    assert "kan alla läsa det bredvid Åre kommun" in " ".join(run.invoke(commands(), [*words, "--preview"]).output.split())
    assert run.invoke(commands(), [*words, "--without-names"]).exit_code == 0
    assert all("Hemliga bolaget" not in actor.names for actor in actors(seen_by=VISITOR))
