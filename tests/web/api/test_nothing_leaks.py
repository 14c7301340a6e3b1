"""Nothing internal leaves through any reading address of the API, nor through the open data, whoever asks."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.test import Client

from plan.plan_made import COUNTY, ROAD, SHOP, book, changed, take_in
from samhandling.coverage.actions import judge
from samhandling.coverage.rules.verdict import Judged, Verdict
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.office.inbox import Told, suggest
from samhandling.office.models import ImportRun, Suggestion
from samhandling.people.actions import NewActor, add_person, load_actors
from samhandling.people.keys import make_link
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.bulk import bulk_change
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import change
from samhandling.plan.actions.editions import new_edition
from samhandling.plan.actions.editions_comments import comment_on
from samhandling.plan.actions.publishing import publish, withdraw
from samhandling.plan.actions.uniting import merge_into
from samhandling.plan.models import PlanEdition, StoredDoubt
from samhandling.plan.models_acts import Batch
from samhandling.plan.queries import initiative, records_of
from samhandling.plan.rules.bulk_wish import Wish
from samhandling.web.api.urls import description
from web.api.callers import API, Program
from web.api.conftest import PASSWORD, program_of

NEVER = ("zzperson", "zzsender", "zzcontact", "zzsuggestion")
"""Persons and the inbox: nobody reads of them who may not answer the inbox."""

INTERNAL = (
    "zztitle",
    "zznote",
    "zzidea",
    "zzdoubt",
    "zzraw",
    "zzfile",
    "zzactor",
    "zzjudgement",
    "zzcomment",
    "zzreason",
    "zzmerged",
    "zzgone",
    "zzdraft",
    "zzsaid",
    "zzbulk",
)
PAGES = ("/oppna-data", "/en/oppna-data", "/oppna-data.json", "/oppna-data.zip")
FIGURES = ("initiatives", "active", "sek", "actors", "coming", "granted_sek", "without_amount")
NUMBERED = {"/suggestions": Suggestion, "/editions": PlanEdition, "/bulk": Batch, "/imports": ImportRun, "/events/import": ImportRun}
QUERIES = ({"limit": "200"}, {"limit": "200", "known_on": "2030-01-01", "answered": "true", "settled": "true", "q": "zz"})


def values_of(path: str, codes: list[str]) -> dict[str, tuple[str, ...]]:
    """What to put into an address: every code that there is of its kind, among them those that are internal."""
    initiatives = tuple(dict.fromkeys(("A1", "A2", "A3", "A4", "A9", *codes)))
    actors = ("are-kommun", "zzactor-ab", "annan")
    kinds = {"/strategies": (COUNTY,), "/actors": actors, "/events/actor": actors, "/events/focus-area": ("A1a",)}
    code = next((found for part, found in kinds.items() if part in path), initiatives)
    numbers = numbers_of(path)
    return {
        "code": code,
        "number": numbers,
        "other": (*numbers, "2"),
        "focus_area": ("A1a",),
        "where": ("A1a", "totals"),
        "figure": FIGURES,
        "place": ("23", "2321"),
        "word": ("x",),
    }


def numbers_of(path: str) -> tuple[str, ...]:
    """The numbers that its things have; a database counts on from the tests before."""
    kind = next((model for part, model in NUMBERED.items() if part in path), None)
    return tuple(map(str, kind.objects.values_list("pk", flat=True))) if kind else ("1",)


@pytest.fixture
def secrets(county: str) -> list[str]:
    """Unmistakable words in every internal place, after the picture was published; gives the codes that are there."""
    load_actors([NewActor("annan", "Annan kommun")], by=OPERATOR)
    take_in(book(changed(SHOP, id="A3", title="Ska bort"), file="tre.csv"))
    publish(county, by=OPERATOR)
    withdraw("A3", by=OPERATOR, reason="zzreason")
    change("A3", {"title": "zzgone"}, strategy=county, by=OPERATOR, version=version_of("A3"))
    change("A1", {"title": "zztitle", "note": "zznote"}, strategy=county, by=OPERATOR, version=version_of("A1"))
    add_initiative(
        {"title": "zzidea", "owners": ["zzactor ab"], "openness": "internal", "shares": [share("A1a")]}, strategy=county, by=OPERATOR
    )
    take_in(book(changed(ROAD, id="A9", title="zzraw rad", granted="zzraw mkr"), file="zzfile.csv"), source="zzfile register")
    take_in(book(changed(SHOP, id="A4", title="zzmerged"), file="zzfile2.csv"))
    shown = initiative("A2", of_strategy=county, seen_by=OPERATOR)
    StoredDoubt.objects.create(
        kind="difference", field="title", initiative_id=stored("A2"), said_sv="zzdoubt", said_en="zzdoubt", read="zzdoubt", answers=["keep"]
    )
    told = Told("effort", county, "A1a", "23", {"title": "zzsuggestion"}, "zzsender", "zzcontact@example.se")
    suggest(told, sender="x", by=OPERATOR)
    add_person("zzperson@example.se", PASSWORD, role=Role.STRATEGIST, name="zzperson", by=OPERATOR)
    judged = Judged(Verdict.DISAGREE, "zzjudgement", "zzjudgement", shown.known_since)
    judge("A1a", PlaceCode("23"), judged, strategy=county, by=OPERATOR)
    comment("A1", "wrong", "zzcomment", strategy=county, by=OPERATOR)
    merge_into("A4", "A2", by=OPERATOR)
    draft = new_edition("zzdraft", date(2026, 1, 1), date(2028, 12, 31), strategy=county, proposed={"A1a": ["A1"]}, by=OPERATOR)
    comment_on(draft, "zzsaid", of_strategy=county, by=OPERATOR)
    bulk_change({"A1": version_of("A1")}, Wish("target_group", "zzbulk", "add"), strategy=county, by=OPERATOR)
    return [record.id for record in records_of(county, seen_by=OPERATOR)]


def share(area: str) -> dict[str, Any]:
    return {"focus_area": area, "share": "1", "aspects": [], "source": "person", "confirmed": False}


def stored(code: str) -> int:
    from samhandling.plan.models import Initiative

    return Initiative.objects.get(code=code).pk


def version_of(code: str) -> int:
    return initiative(code, of_strategy=COUNTY, seen_by=OPERATOR).version


def addresses(codes: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every reading address with its query; lists in more than one way."""
    for path, operations in description()["paths"].items():
        if "get" in operations:
            names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
            values = values_of(path, codes)
            for chosen in product(*(values[name] for name in names)):
                for query in QUERIES[: 1 if names else 2]:
                    yield path.format(**dict(zip(names, chosen, strict=True))), query


def all_told(client: Client, headers: dict[str, str], codes: list[str]) -> Iterator[tuple[str, str]]:
    """(address, answer) for each address that answers, in lower case."""
    for address, query in addresses(codes):
        answer = client.get(address, query, headers=headers)
        assert answer.status_code in (200, 404, 422), (address, answer.status_code)
        yield address, told_in(answer.content)
    for page in PAGES:
        yield page, told_in(client.get(page, headers=headers).content)


def told_in(content: bytes) -> str:
    """The words of an answer, in lower case; of a workbook and of a zip, those of all its parts."""
    return "".join(unzipped(content)) if content.startswith(b"PK") else content.decode().lower()


def unzipped(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        for name in found.namelist():
            yield found.read(name).decode().lower()


def found_in(client: Client, headers: dict[str, str], codes: list[str], words: tuple[str, ...]) -> set[tuple[str, str]]:
    answers = list(all_told(client, headers, codes))
    assert sum('"items"' in text for _, text in answers) > 5
    return {(address, word) for address, text in answers for word in words if word in text}


def bearer(program: Program) -> dict[str, str]:
    return {"Authorization": f"Bearer {program.token}"} if program.token else {}


def test_a_visitor_reads_nothing_internal(secrets: list[str]) -> None:
    assert found_in(Client(), {}, secrets, (*NEVER, *INTERNAL)) == set()


def test_a_link_holder_reads_nothing_of_others(secrets: list[str]) -> None:
    browser = Client()
    browser.get(f"/lank/{make_link('annan', days=3, by=OPERATOR)}")
    assert browser.get(f"{API}/me").json()["actors"] == ["annan"]
    assert found_in(browser, {}, secrets, (*NEVER, *INTERNAL)) == set()


@pytest.mark.parametrize("writes", [True, False])
def test_another_actors_contributor_reads_nothing_of_others(secrets: list[str], writes: bool) -> None:
    program = program_of("annan@example.se", Role.CONTRIBUTOR, of=("annan",), writes=writes)
    assert found_in(Client(), bearer(program), secrets, (*NEVER, *INTERNAL)) == set()


def test_an_internal_reader_reads_working_material_but_neither_persons_nor_the_inbox(secrets: list[str]) -> None:
    program = program_of("ledamot@example.se", Role.READER, writes=False)
    found = found_in(Client(), bearer(program), secrets, (*NEVER, *INTERNAL))
    assert {word for _, word in found} >= {"zztitle", "zznote", "zzidea", "zzdoubt", "zzraw", "zzfile", "zzactor", "zzjudgement"}
    assert not {word for _, word in found} & set(NEVER)
    assert not {address for address, _ in found} & set(PAGES)


def test_the_words_are_where_a_strategist_finds_them(secrets: list[str]) -> None:
    """So that the tests above look for something that is there."""
    program = program_of("eva@example.se", Role.STRATEGIST)
    found = {word for _, word in found_in(Client(), bearer(program), secrets, (*NEVER, *INTERNAL))}
    assert found >= {"zzsender", "zzcontact", "zzsuggestion", "zzreason", "zzgone", "zzdraft", "zzsaid", "zzbulk"}
    assert "zzperson" not in json.dumps(sorted(found))
