"""Pure: what the organisation's sign-in service says of a person → roles and actors here. What no rule names gives nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Role

MOST_VALUES = 1000
"""Values of one claim that are read."""


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """Where the claim has this value, it gives this: a role, or an actor's code."""

    claim: str
    value: str
    gives: str


def read_claim_rules(text: str, name: str) -> tuple[ClaimRule, ...]:
    """Read "groups:naringsliv=strategist,groups:insyn=reader". `name`: the setting that it came from. Raises Refused with every fault."""
    rules, faults = [], []
    for part in filter(None, (one.strip() for one in text.split(","))):
        left, is_whole, gives = part.rpartition("=")
        claim, has_value, value = left.partition(":")
        if is_whole and has_value and claim.strip() and value.strip() and gives.strip():
            rules.append(ClaimRule(claim.strip(), value.strip(), gives.strip()))
            continue
        expected = Said("uppgift:värde=det som ges", "claim:value=what it gives")
        faults.append(Fault(Location(column=name), part, expected, Said("Rätta inställningen.", "Mend the setting.")))
    if faults:
        raise Refused(faults)
    return tuple(rules)


def read_role_rules(text: str, name: str) -> tuple[ClaimRule, ...]:
    """Rules whose gift is a role. Raises Refused with every fault."""
    rules = read_claim_rules(text, name)
    expected = Said(f"En av rollerna {', '.join(Role)}.", f"One of the roles {', '.join(Role)}.")
    unknown = [rule for rule in rules if rule.gives not in set(Role)]
    if unknown:
        way_out = Said("Rätta inställningen.", "Mend the setting.")
        raise Refused([Fault(Location(column=name), rule.gives, expected, way_out) for rule in unknown])
    return rules


def given_by(claims: Mapping[str, Any], rules: Sequence[ClaimRule]) -> frozenset[str]:
    """Everything that the rules give for these claims. A claim may be one word or a list of words; anything else gives nothing."""
    return frozenset(rule.gives for rule in rules if rule.value in values_of(claims, rule.claim))


def values_of(claims: Mapping[str, Any], claim: str) -> frozenset[str]:
    """The words of a claim."""
    found = claims.get(claim)
    if isinstance(found, str):
        return frozenset({found})
    if isinstance(found, list):
        return frozenset(one for one in found[:MOST_VALUES] if isinstance(one, str))
    return frozenset()


def verified_email(claims: Mapping[str, Any], domains: str) -> str:
    """The address that the service vouches for, in lower case: it says so, or it hands out the addresses of the domain. Else empty.

    `domains`: "region.se,flen.se". Only the word true says so: the text "true" may have been typed by anybody.
    """
    email = claims.get("email")
    if not isinstance(email, str) or email.count("@") != 1 or len(email) > 254:
        return ""
    address = email.strip().lower()
    own = {one.strip().lower() for one in domains.split(",") if one.strip()}
    return address if claims.get("email_verified") is True or address.partition("@")[2] in own else ""
