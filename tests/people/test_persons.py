"""Persons are added, given roles and switched off by those who may; their passwords and names stay where they belong."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from samhandling.cli.user import user
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.queries import events_of
from samhandling.people.actions import add_person, give_role, sign_in, switch_off
from samhandling.people.queries import person_name, persons

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord utan samband"
STRATEGIST = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.STRATEGIST}))
ADMINISTRATOR = Viewer(ViewerKind.PERSON, person=8, roles=frozenset({Role.ADMINISTRATOR}))


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def add(email: str = "eva@example.se", password: str = PASSWORD, by: Viewer = OPERATOR) -> int:
    return add_person(email, password, role=Role.STRATEGIST, name="Eva Ek", by=by)


def test_an_added_person_can_sign_in_in_any_spelling_of_the_address() -> None:
    number = add(" Eva@Example.SE")
    assert sign_in("eva@example.se", PASSWORD, machine="192.0.2.7").pk == number
    assert [(one.email, one.roles, one.is_active) for one in persons(seen_by=OPERATOR)] == [("eva@example.se", ("strategist",), True)]


def test_it_tells_every_fault_at_once_and_never_the_password() -> None:
    with pytest.raises(Refused) as refused:
        add("nobody", "password")
    assert [fault.location.column for fault in refused.value.faults] == ["email", "password", "password"]
    assert "password'" not in str(refused.value)
    assert all(fault.read != "password" for fault in refused.value.faults)


@pytest.mark.parametrize("password", ["kort", "eva@example.se", "eva@example.s"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(Refused):
        add(password=password)
    assert persons(seen_by=OPERATOR) == []


def test_an_address_is_somebodys_once() -> None:
    add()
    with pytest.raises(Refused):
        add("EVA@example.se")


@pytest.mark.parametrize("by", [VISITOR, STRATEGIST])
def test_only_the_operator_and_administrators_look_after_persons(by: Viewer) -> None:
    add()
    for act in (
        lambda: add("ny@example.se", by=by),
        lambda: give_role("eva@example.se", Role.ADMINISTRATOR, by=by),
        lambda: switch_off("eva@example.se", by=by),
    ):
        with pytest.raises(Refused):
            act()
    assert persons(seen_by=by) == []
    (eva,) = persons(seen_by=ADMINISTRATOR)
    assert (eva.roles, eva.is_active) == (("strategist",), True)


def test_a_role_is_given_and_a_way_in_is_closed() -> None:
    add()
    give_role("Eva@example.se", Role.READER, by=ADMINISTRATOR)
    switch_off("eva@example.se", by=ADMINISTRATOR)
    assert [(one.roles, one.is_active) for one in persons(seen_by=OPERATOR)] == [(("reader",), False)]
    with pytest.raises(Refused):
        sign_in("eva@example.se", PASSWORD, machine="192.0.2.7")


def test_events_know_persons_by_id_only() -> None:
    number = add()
    give_role("eva@example.se", Role.READER, by=ADMINISTRATOR)
    switch_off("eva@example.se", by=OPERATOR)
    events = events_of("person", seen_by=OPERATOR)
    assert [(event.verb, event.subject_id) for event in events] == [
        ("person.added", str(number)),
        ("person.role_given", str(number)),
        ("person.switched_off", str(number)),
    ]
    told = json.dumps([event.changes for event in events])
    assert "eva" not in told.lower()


def test_doing_it_again_changes_nothing_and_tells_nothing() -> None:
    add()
    give_role("eva@example.se", Role.STRATEGIST, by=OPERATOR)
    switch_off("eva@example.se", by=OPERATOR)
    switch_off("eva@example.se", by=OPERATOR)
    assert len(events_of("person", seen_by=OPERATOR)) == 2


def test_a_person_that_is_not_there_is_told_with_a_way_out() -> None:
    with pytest.raises(Refused) as refused:
        give_role("ingen@example.se", Role.READER, by=OPERATOR)
    assert "samhandling user list" in refused.value.faults[0].way_out.sv


def test_a_name_is_for_colleagues_and_oneself() -> None:
    number = add()
    assert person_name(number, seen_by=STRATEGIST) == "Eva Ek"
    assert person_name(number, seen_by=Viewer(ViewerKind.PERSON, person=number)) == "Eva Ek"
    assert person_name(number, seen_by=VISITOR) == ""
    assert person_name(number + 1, seen_by=STRATEGIST) == ""


def run(*words: str, typed: str = "") -> str:
    result = CliRunner().invoke(user, words, input=typed, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_adds_with_a_generated_password_that_works() -> None:
    output = run("add", "eva@example.se", "--role", "strategist", "--name", "Eva", "--generate")
    password = output.split("Lösenord: ")[1].split()[0]
    assert sign_in("eva@example.se", password, machine="192.0.2.7").name == "Eva"


def test_the_command_asks_for_a_password_twice_and_does_not_show_it() -> None:
    output = run("add", "eva@example.se", "--role", "reader", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert PASSWORD not in output
    assert sign_in("eva@example.se", PASSWORD, machine="192.0.2.7").roles == ["reader"]


def test_the_commands_list_change_and_close() -> None:
    add()
    assert "administratör" in run("role", "eva@example.se", "administrator")
    assert "kan inte längre logga in" in run("off", "eva@example.se")
    (row,) = json.loads(run("list", "--format", "json"))
    assert row == {"email": "eva@example.se", "name": "Eva Ek", "roles": ["administrator"], "actors": [], "is_active": False}
    assert "eva@example.se" in run("list")
