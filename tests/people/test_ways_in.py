"""Roles and actors, passwords, invitations, links and tokens, sessions, and the erasure of a person."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.models import Event
from samhandling.office.outbox.writing import Message, post
from samhandling.office.queries import events_of
from samhandling.people.actions import NewActor, load_actors
from samhandling.people.invitations import accept_invitation, invite, invited, revoke_invitation
from samhandling.people.keys import make_link, make_token, open_link, revoke_link, revoke_token
from samhandling.people.models import Actor, ActorLink, Identity, Invitation, Membership, Person, Session, Token
from samhandling.people.passwords import change_own_password, choose_password, forgotten_password, give_password, is_good_word
from samhandling.people.persons import add_person, erase, give_actors, give_roles, rename, switch_off, switch_on
from samhandling.people.queries import person, persons, viewer_of_person
from samhandling.people.rules.permission import NotAllowed
from samhandling.people.signing_in import sign_in
from samhandling.people.ways import invitations, links, may_become, tokens, viewer_of_key, viewer_of_link, viewer_of_token

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord utan samband"
OTHER = "fyra andra ord på rad"
EVA = "eva@example.se"


@pytest.fixture(autouse=True)
def _ground(settings: Any, db: None) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_actors([NewActor("flen", "Flens kommun"), NewActor("trosa", "Trosa kommun")], by=OPERATOR)


def eva(*roles: Role, actors: tuple[str, ...] = ()) -> Viewer:
    number = add_person(EVA, PASSWORD, role=roles[0], roles=roles[1:], name="Eva Ek", actors=actors, by=OPERATOR)
    found = viewer_of_person(number)
    assert found is not None
    return found


def verbs(subject: str) -> list[str]:
    return [event.verb for event in events_of(subject, seen_by=OPERATOR)]


# Roles and actors


def test_a_person_has_several_roles_and_answers_for_several_actors() -> None:
    viewer = eva(Role.CONTRIBUTOR, Role.ASSESSOR, actors=("trosa", "flen"))
    assert viewer.roles == {"contributor", "assessor"}
    assert viewer.actors == {"flen", "trosa"}


def test_who_somebody_is_costs_one_question() -> None:
    number = eva(Role.CONTRIBUTOR, actors=("trosa", "flen")).person
    with CaptureQueriesContext(
        connection,
    ) as asked:
        viewer_of_person(number or 0)
    assert len(asked) == 1


def test_an_actor_that_has_been_merged_is_answered_for_under_its_new_code() -> None:
    number = eva(Role.CONTRIBUTOR, actors=("trosa",)).person or 0
    Actor.objects.filter(code="trosa").update(merged_into=Actor.objects.get(code="flen"))
    viewer = viewer_of_person(number)
    assert viewer is not None
    assert viewer.actors == {"flen"}


def test_a_word_that_is_no_role_any_more_gives_nothing() -> None:
    number = eva(Role.READER).person or 0
    Person.objects.filter(pk=number).update(roles=["king", "reader"], claimed_roles=["pope"])
    viewer = viewer_of_person(number)
    assert viewer is not None
    assert viewer.roles == {"reader"}


def test_roles_and_actors_are_given_told_of_and_saved_once() -> None:
    number = eva(Role.READER).person or 0
    give_roles(number, [Role.STRATEGIST, Role.ASSESSOR], by=OPERATOR, version=1)
    give_actors(number, ["flen"], by=OPERATOR, version=2)
    with pytest.raises(Refused, match="medan du skrev"):
        give_actors(number, ["trosa"], by=OPERATOR, version=2)
    (row,) = persons(seen_by=OPERATOR)
    assert (row.roles, row.actors, row.version) == (("assessor", "strategist"), ("flen",), 3)
    given = [event.changes for event in events_of("person", changing=True, seen_by=OPERATOR)]
    assert given[1:] == [{"roles": [["reader"], ["assessor", "strategist"]]}, {"actors": [[], ["flen"]]}]


def test_an_actor_that_is_none_is_told() -> None:
    with pytest.raises(Refused, match="ingen: "):
        eva(Role.CONTRIBUTOR, actors=("ingen",))


def test_an_administrator_does_not_shut_the_own_door() -> None:
    by = eva(Role.ADMINISTRATOR)
    for act in (lambda: switch_off(EVA, by=by), lambda: give_roles(EVA, [Role.READER], by=by), lambda: erase(EVA, by=by)):
        with pytest.raises(Refused, match="egen väg in"):
            act()
    assert viewer_of_person(by.person or 0) == by


def test_a_new_name_is_told_without_the_name() -> None:
    by = eva(Role.READER)
    rename("Eva Alm", by=by)
    assert persons(seen_by=OPERATOR)[0].name == "Eva Alm"
    assert "Alm" not in json.dumps([event.changes for event in events_of("person", seen_by=OPERATOR)])


def test_a_person_is_shown_to_administrators_and_to_the_person() -> None:
    own = eva(Role.STRATEGIST)
    other = Viewer(ViewerKind.PERSON, (own.person or 0) + 1, frozenset({Role.STRATEGIST}))
    token = Viewer(ViewerKind.TOKEN, own.person, own.roles)
    assert [person(own.person or 0, seen_by=one) is not None for one in (OPERATOR, own, other, token, VISITOR)] == [
        True,
        True,
        False,
        False,
        False,
    ]


# Passwords


def test_a_password_is_changed_by_whoever_knows_the_old_one() -> None:
    by = eva(Role.READER)
    with pytest.raises(Refused) as refused:
        change_own_password("fel", "kort", by=by)
    assert [fault.location.column for fault in refused.value.faults] == ["old", "password"]
    change_own_password(PASSWORD, OTHER, by=by)
    assert sign_in(EVA, OTHER, machine="192.0.2.1").pk == by.person
    with pytest.raises(Refused):
        sign_in(EVA, PASSWORD, machine="192.0.2.1")


def test_the_word_of_a_letter_opens_once_and_only_for_a_while(settings: Any) -> None:
    eva(Role.READER)
    word, late = forgotten_password(" EVA@example.se"), forgotten_password(EVA)
    assert is_good_word(word)
    choose_password(word, OTHER)
    assert not is_good_word(word)
    assert not is_good_word(late)
    with pytest.raises(Refused, match="gäller inte längre"):
        choose_password(word, PASSWORD)
    assert sign_in(EVA, OTHER, machine="192.0.2.1")
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert not is_good_word(forgotten_password(EVA))


def test_no_letter_for_nobody_for_the_switched_off_and_for_those_without_a_password() -> None:
    number = eva(Role.READER).person or 0
    assert forgotten_password("ingen@example.se") == ""
    switch_off(EVA, by=OPERATOR)
    assert forgotten_password(EVA) == ""
    switch_on(EVA, by=OPERATOR)
    Person.objects.filter(pk=number).update(password="!")
    assert forgotten_password(EVA) == ""


@pytest.mark.parametrize("word", ["", "-", "1-", "x-y", "٣-abc", "9" * 30 + "-a", "1-abc-def"])
def test_a_made_up_word_opens_nothing(word: str) -> None:
    eva(Role.READER)
    assert not is_good_word(word)


def test_the_operator_gives_a_new_password() -> None:
    eva(Role.READER)
    give_password(EVA, OTHER, by=OPERATOR)
    assert sign_in(EVA, OTHER, machine="192.0.2.1")
    with pytest.raises(NotAllowed):
        give_password(EVA, OTHER, by=VISITOR)


@pytest.mark.parametrize("password", ["x" * 1001, "fyra ord\x00utan samband"])
def test_a_password_that_only_costs_time_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="1000"):
        add_person(EVA, password, role=Role.READER, by=OPERATOR)


# Invitations


def test_an_invitation_becomes_a_person_once() -> None:
    word = invite(" Ny@Example.se", role=Role.CONTRIBUTOR, actor="flen", by=OPERATOR)
    shown = invited(word)
    assert shown is not None
    assert (shown.email, shown.role, shown.actor) == ("ny@example.se", "contributor", "flen")
    number = accept_invitation(word, name="Nina Ny", password=PASSWORD).pk
    (row,) = persons(seen_by=OPERATOR)
    assert (row.id, row.name, row.roles, row.actors) == (number, "Nina Ny", ("contributor",), ("flen",))
    with pytest.raises(Refused, match="gäller inte längre"):
        accept_invitation(word, name="Nina Ny", password=PASSWORD)
    assert invited(word) is None
    assert verbs("invitation") == ["invitation.made", "invitation.used"]


def test_nothing_that_is_stored_opens_an_invitation_a_link_or_a_token() -> None:
    eva(Role.STRATEGIST)
    word = invite("ny@example.se", role=Role.READER, by=OPERATOR)
    address, secret = make_link("flen", days=3, by=OPERATOR), make_token("x", days=3, who=EVA, by=OPERATOR)
    stored = [*Invitation.objects.values(), *ActorLink.objects.values(), *Token.objects.values(), *Event.objects.values()]
    told = json.dumps(stored, default=str)
    for one in (word, address, secret):
        assert one not in told
        assert one.split(".")[0] not in told


def test_a_weak_password_and_no_name_are_told_together_and_the_invitation_still_holds() -> None:
    word = invite("ny@example.se", role=Role.READER, by=OPERATOR)
    with pytest.raises(Refused) as refused:
        accept_invitation(word, name=" ", password="kort")
    assert {fault.location.column for fault in refused.value.faults} == {"name", "password"}
    assert accept_invitation(word, name="Nina", password=PASSWORD)


def over(model: Any) -> None:
    """The time of everything goes by."""
    model.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def test_an_invitation_ends_with_time_when_taken_back_and_when_renewed() -> None:
    first = invite("ny@example.se", role=Role.READER, by=OPERATOR)
    second = invite("ny@example.se", role=Role.READER, by=OPERATOR)
    assert [invited(first) is None, invited(second) is None] == [True, False]
    (row,) = invitations(seen_by=OPERATOR)
    revoke_invitation(row.id, by=OPERATOR)
    assert invited(second) is None
    third = invite("ny@example.se", role=Role.READER, by=OPERATOR)
    over(Invitation)
    assert invited(third) is None
    assert invitations(seen_by=OPERATOR) == []


def test_a_strategist_invites_contributors_of_an_actor_only_and_sees_the_own_invitations() -> None:
    by = eva(Role.STRATEGIST)
    invite("annan@example.se", role=Role.READER, by=OPERATOR)
    invite("ny@example.se", role=Role.CONTRIBUTOR, actor="flen", by=by)
    assert [row.email for row in invitations(seen_by=by)] == ["ny@example.se"]
    with pytest.raises(NotAllowed):
        invite("chef@example.se", role=Role.ADMINISTRATOR, by=by)
    with pytest.raises(Refused, match="vilken aktör"):
        invite("chef@example.se", role=Role.CONTRIBUTOR, by=by)
    other = next(row for row in invitations(seen_by=OPERATOR) if row.email == "annan@example.se")
    revoke_invitation(other.id, by=by)
    assert len(invitations(seen_by=OPERATOR)) == 2


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.ASSESSOR, Role.READER])
def test_others_neither_invite_nor_make_links_nor_read_lists(role: Role) -> None:
    by = eva(role, actors=("flen",))
    for act in (lambda: invite("ny@example.se", role=Role.CONTRIBUTOR, actor="flen", by=by), lambda: make_link("flen", days=3, by=by)):
        with pytest.raises(NotAllowed):
            act()
    assert (invitations(seen_by=by), links(seen_by=by), may_become(seen_by=by), persons(seen_by=by)) == ([], [], [], [])


@pytest.mark.parametrize("word", ["", "x", "x.y", "ä.ö", "a" * 500])
def test_a_made_up_word_costs_no_question(word: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert (invited(word), open_link(word)) == (None, None)
    assert len(asked) == 0


def test_the_word_of_an_invitation_is_no_word_of_a_link() -> None:
    assert open_link(invite("ny@example.se", role=Role.READER, by=OPERATOR)) is None
    assert invited(make_link("flen", days=3, by=OPERATOR)) is None


# Links


def test_a_link_opens_until_it_ends_or_is_closed() -> None:
    opened = open_link(make_link("flen", days=3, may_answer=True, purpose="Inventeringen", by=OPERATOR))
    assert opened is not None
    number, actor = opened
    assert actor == "flen"
    assert viewer_of_link(number) == Viewer(ViewerKind.LINK, actors=frozenset({"flen"}))
    (row,) = links(seen_by=OPERATOR)
    assert (row.purpose, row.may_answer, row.is_open, row.last_used_at is not None) == ("Inventeringen", True, True, True)
    revoke_link(number, by=OPERATOR)
    assert viewer_of_link(number) == VISITOR
    assert not links(seen_by=OPERATOR)[0].is_open
    late = open_link(make_link("flen", days=3, by=OPERATOR))
    over(ActorLink)
    assert viewer_of_link((late or (0, ""))[0]) == VISITOR
    assert verbs("link") == ["link.made", "link.revoked", "link.made"]


@pytest.mark.parametrize(
    ("actor", "days", "columns"), [("", 0, ["days", "actor"]), ("ingen", 367, ["days", "actor"]), ("flen", -1, ["days"])]
)
def test_a_link_tells_every_fault_at_once(actor: str, days: int, columns: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        make_link(actor, days=days, by=OPERATOR)
    assert [fault.location.column for fault in refused.value.faults] == columns


# Tokens


def bearer(secret: str) -> Viewer | None:
    return viewer_of_token(f"Bearer {secret}")


def test_a_token_acts_as_its_person_until_it_is_closed() -> None:
    by = eva(Role.STRATEGIST, actors=("flen",))
    secret = make_token("Ekonomisystemet", days=3, may_write=True, by=by)
    assert bearer(secret) == Viewer(ViewerKind.TOKEN, by.person, by.roles, by.actors)
    (row,) = tokens(by.person or 0, seen_by=by)
    assert (row.name, row.may_write, row.is_open, row.last_used_at is not None) == ("Ekonomisystemet", True, True, True)
    revoke_token(row.id, by=by)
    assert bearer(secret) is None
    assert verbs("token") == ["token.made", "token.revoked"]


def test_a_token_follows_what_becomes_of_its_person() -> None:
    by = eva(Role.STRATEGIST)
    secret = make_token("x", days=3, by=by)
    give_roles(EVA, [Role.READER], by=OPERATOR)
    viewer = bearer(secret)
    assert viewer is not None
    assert (viewer.roles, viewer.read_only) == ({"reader"}, True)
    switch_off(EVA, by=OPERATOR)
    assert bearer(secret) is None
    switch_on(EVA, by=OPERATOR)
    assert bearer(secret) is not None
    over(Token)
    assert bearer(secret) is None


def test_a_token_for_an_actor_that_one_does_not_answer_for_is_refused() -> None:
    by = eva(Role.CONTRIBUTOR, actors=("flen",))
    with pytest.raises(Refused, match="svarar för"):
        make_token("x", days=3, actor="trosa", by=by)
    secret = make_token("x", days=3, actor="flen", may_write=True, by=by)
    give_actors(EVA, ["trosa"], by=OPERATOR)
    viewer = bearer(secret)
    assert viewer is not None
    assert viewer.actors == frozenset()


def test_nobody_closes_or_makes_the_token_of_another() -> None:
    by = eva(Role.READER)
    secret = make_token("x", days=3, by=by)
    (row,) = tokens(by.person or 0, seen_by=by)
    other = Viewer(ViewerKind.PERSON, (by.person or 0) + 1, frozenset({Role.STRATEGIST}))
    revoke_token(row.id, by=other)
    assert bearer(secret) is not None
    assert tokens(by.person or 0, seen_by=other) == []
    with pytest.raises(NotAllowed):
        make_token("x", days=3, who=EVA, by=other)
    with pytest.raises(NotAllowed):
        make_token("x", days=3, by=bearer(secret) or VISITOR)


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer " + "x" * 500, "x", "Bearer smh_å\x00"])
def test_a_header_that_is_none_of_ours_is_nobody(header: str) -> None:
    assert viewer_of_token(header) is None


def test_without_a_header_it_is_a_visitor() -> None:
    assert viewer_of_token("") == VISITOR


def test_a_token_that_is_used_often_is_written_seldom() -> None:
    secret = make_token("x", days=3, who=eva(Role.READER).person, by=OPERATOR)
    bearer(secret)
    before = Token.objects.get().last_used_at
    bearer(secret)
    assert Token.objects.get().last_used_at == before
    Token.objects.update(last_used_at=timezone.now() - timedelta(hours=1))
    bearer(secret)
    assert Token.objects.get().last_used_at >= before


# As whom somebody would read


def test_administrators_may_ask_as_whom_anybody_reads() -> None:
    by = eva(Role.STRATEGIST)
    open_link(make_link("flen", days=3, purpose="Mars", by=OPERATOR))
    make_token("Eget", days=3, who=EVA, by=OPERATOR)
    keys = dict(may_become(seen_by=OPERATOR))
    assert sorted(keys.values()) == ["Flens kommun, Mars", f"{EVA}, Eget"]
    kinds = {(viewer_of_key(key, seen_by=OPERATOR) or VISITOR).kind for key in keys}
    assert kinds == {ViewerKind.LINK, ViewerKind.TOKEN}
    assert viewer_of_key(f"person-{by.person}", seen_by=OPERATOR) == by
    assert viewer_of_key("visitor", seen_by=OPERATOR) == VISITOR
    for key in ("", "person-", "person-0", "link-99", "token-99", "person-x", "king-1", "visitor-1", "person-" + "9" * 30):
        assert viewer_of_key(key, seen_by=OPERATOR) is None
    assert viewer_of_key("visitor", seen_by=by) is None


# Erasure


def test_erasure_empties_the_person_and_keeps_the_record_of_the_acts() -> None:
    by = eva(Role.STRATEGIST, actors=("flen",))
    number = by.person or 0
    secret = make_token("Evas", days=3, by=by)
    make_link("flen", days=3, by=by)
    Identity.objects.create(person_id=number, issuer="https://x", subject="eva-1")
    Session.objects.create(session_key="k", session_data="eva", expire_date=timezone.now() + timedelta(hours=1), person_id=number)
    post(Message(EVA, "Hej Eva", "Till Eva", person=number), key="hej")
    acts = [(event.verb, event.person_id) for event in events_of("link", seen_by=OPERATOR)]
    erase(EVA, by=OPERATOR)
    kept = Person.objects.values().get(pk=number)
    assert (kept["email"], kept["name"], kept["roles"], kept["claimed_roles"], kept["is_active"]) == (None, "", [], [], False)
    assert [model.objects.filter(person_id=number).exists() for model in (Token, Membership, Session, Identity)] == [False] * 4
    assert bearer(secret) is None
    assert persons(seen_by=OPERATOR) == []
    assert viewer_of_person(number) is None
    assert [(event.verb, event.person_id) for event in events_of("link", seen_by=OPERATOR)] == acts == [("link.made", number)]
    assert verbs("person")[-1] == "person.erased"


def test_no_word_of_an_erased_person_is_left_in_the_database() -> None:
    by = eva(Role.READER)
    rename("Evangelina Ekström", by=by)
    post(Message(EVA, "Hej Evangelina", "Till Evangelina", person=by.person), key="hej")
    with pytest.raises(Refused):
        sign_in(EVA, "fel", machine="192.0.2.1")
    erase(EVA, by=OPERATOR)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told = str(cursor.fetchall()).lower()
            assert EVA not in told, table
            assert "evangelina" not in told, table


def test_two_persons_can_be_erased_and_the_address_is_free_again() -> None:
    for _ in range(2):
        eva(Role.READER)
        erase(EVA, by=OPERATOR)
    assert eva(Role.READER).roles == {"reader"}
