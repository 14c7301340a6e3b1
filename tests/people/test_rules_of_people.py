"""Pure rules: secrets, claims, as whom somebody acts, and who is let in where."""

from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.people.rules.acting import link_viewer, token_viewer
from samhandling.people.rules.claims import given_by, read_claim_rules, read_role_rules, values_of, verified_email
from samhandling.people.rules.permission import INVITES, LOOKS_AFTER_PERSONS, RULES, SIGNED_IN, NotAllowed, decide, require
from samhandling.people.rules.secret import digest_of, new_secret

ROLES = st.frozensets(st.sampled_from([role.value for role in Role]))
ACTORS = st.frozensets(st.sampled_from(["flen", "trosa", "gnesta"]))


def person(*roles: Role, actors: Collection[str] = ()) -> Viewer:
    return Viewer(ViewerKind.PERSON, 7, frozenset(roles), frozenset(actors))


def test_secrets_differ_and_only_their_hash_tells_them_apart() -> None:
    made = {new_secret("smh_") for _ in range(50)}
    assert len(made) == len({digest_of(one) for one in made}) == 50
    assert all(one.startswith("smh_") and len(one) >= 40 and digest_of(one) not in one for one in made)


@settings(max_examples=40)
@given(ROLES, ACTORS, st.booleans())
def test_a_token_never_may_more_than_its_person(roles: frozenset[str], actors: frozenset[str], may_write: bool) -> None:
    own = Viewer(ViewerKind.PERSON, 7, roles, actors)
    token = token_viewer(7, roles, actors, may_write=may_write)
    for rule in RULES:
        for of in ((), ("flen",), ("trosa",)):
            assert own_or_less(rule.lets_in(token, of), rule.lets_in(own, of)), (rule.id, of)
    assert token.sees_internal == own.sees_internal
    assert not LOOKS_AFTER_PERSONS.lets_in(token, ())
    assert not INVITES.lets_in(token, ())
    assert not SIGNED_IN.lets_in(token, ())
    assert may_write or not (token.may_change_all or token.may_change(["flen", "trosa", "gnesta"]))


def own_or_less(token: bool, own: bool) -> bool:
    return own or not token


@settings(max_examples=40)
@given(ROLES, ACTORS, st.booleans())
def test_a_token_for_one_actor_acts_for_that_actor_only(roles: frozenset[str], actors: frozenset[str], may_write: bool) -> None:
    token = token_viewer(7, roles, actors, may_write=may_write, actor="flen")
    assert not token.sees_internal
    assert not token.may_change_all
    assert not token.may_change(["trosa"])
    assert token.may_change(["flen"]) == (may_write and ("flen" in actors or Role.STRATEGIST in roles))


@pytest.mark.parametrize("may_answer", [True, False])
def test_a_link_sees_as_its_actor_and_changes_only_where_it_may_answer(may_answer: bool) -> None:
    viewer = link_viewer("flen", may_answer=may_answer)
    assert (viewer.kind, viewer.person, viewer.level) == (ViewerKind.LINK, None, "shared")
    assert viewer.may_change(["flen"]) is may_answer
    assert not viewer.may_change(["trosa"])
    assert not SIGNED_IN.lets_in(viewer, ())


@pytest.mark.parametrize(
    ("viewer", "looks_after", "invites"),
    [
        (VISITOR, False, False),
        (OPERATOR, True, True),
        (person(Role.ADMINISTRATOR), True, True),
        (person(Role.STRATEGIST), False, True),
        (person(Role.ASSESSOR), False, False),
        (person(Role.READER), False, False),
        (person(Role.CONTRIBUTOR, actors=["flen"]), False, False),
        (Viewer(ViewerKind.TOKEN, 7, frozenset({Role.ADMINISTRATOR, Role.STRATEGIST})), False, False),
        (Viewer(ViewerKind.PERSON, 7, frozenset({Role.ADMINISTRATOR}), read_only=True), False, False),
    ],
)
def test_who_looks_after_persons_and_who_invites(viewer: Viewer, looks_after: bool, invites: bool) -> None:
    assert (LOOKS_AFTER_PERSONS.lets_in(viewer, ()), INVITES.lets_in(viewer, ())) == (looks_after, invites)


def test_a_decision_names_its_rule_and_a_refusal_tells_who_may() -> None:
    assert "looks_after_persons" in decide(LOOKS_AFTER_PERSONS, VISITOR).because.sv
    with pytest.raises(NotAllowed, match="Administratörer"):
        require(LOOKS_AFTER_PERSONS, VISITOR)


@pytest.mark.parametrize(
    ("claims", "given_roles"),
    [
        ({"groups": ["naringsliv", "annat"]}, {"strategist"}),
        ({"groups": "naringsliv"}, {"strategist"}),
        ({"groups": ["naringsliv", "insyn"]}, {"strategist", "reader"}),
        ({"groups": ["naringslivet"]}, set()),
        ({"groups": {"naringsliv": True}}, set()),
        ({"groups": [["naringsliv"], None, 7]}, set()),
        ({"groups": None}, set()),
        ({"roles": ["naringsliv"]}, set()),
        ({}, set()),
    ],
)
def test_claims_give_what_a_rule_names_and_nothing_else(claims: dict[str, Any], given_roles: set[str]) -> None:
    rules = read_role_rules(" groups:naringsliv=strategist, groups:insyn=reader ,", "ROLES")
    assert given_by(claims, rules) == given_roles


def test_a_value_may_hold_a_colon_and_an_equals_sign() -> None:
    (rule,) = read_claim_rules("groups:cn=naringsliv:grupp=strategist", "ROLES")
    assert (rule.claim, rule.value, rule.gives) == ("groups", "cn=naringsliv:grupp", "strategist")


@pytest.mark.parametrize("text", ["groups", "groups=strategist", "groups:=strategist", ":a=strategist", "groups:a="])
def test_a_rule_that_cannot_be_read_is_told_with_its_setting(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_claim_rules(f"groups:a=b,{text},{text}", "SAMHANDLING_OIDC_ROLES")
    assert [(fault.location.column, fault.read) for fault in refused.value.faults] == [("SAMHANDLING_OIDC_ROLES", text)] * 2


def test_a_role_that_does_not_exist_is_told() -> None:
    with pytest.raises(Refused, match="kung"):
        read_role_rules("groups:a=kung", "SAMHANDLING_OIDC_ROLES")


@settings(max_examples=30)
@given(st.dictionaries(st.text(max_size=5), st.recursive(st.none() | st.booleans() | st.text(max_size=5), st.lists, max_leaves=5)))
def test_any_claims_can_be_read(claims: dict[str, Any]) -> None:
    for name in claims:
        assert all(isinstance(one, str) for one in values_of(claims, name))
    assert verified_email(claims, "") == "" or claims["email_verified"] is True


@pytest.mark.parametrize(
    ("claims", "domains", "address"),
    [
        ({"email": "Kim@Region.SE", "email_verified": True}, "", "kim@region.se"),
        ({"email": "kim@region.se"}, "", ""),
        ({"email": "kim@region.se", "email_verified": "true"}, "", ""),
        ({"email": "kim@region.se", "email_verified": 1}, "", ""),
        ({"email": "kim@region.se"}, "flen.se, Region.se", "kim@region.se"),
        ({"email": "kim@annan.region.se"}, "region.se", ""),
        ({"email": "kim@ond.se@region.se"}, "region.se", ""),
        ({"email": "kim@"}, ",", ""),
    ],
)
def test_an_address_counts_only_where_the_service_vouches_for_it(claims: dict[str, Any], domains: str, address: str) -> None:
    assert verified_email(claims, domains) == address
