"""Roles in the reader's words, and when something was or will be."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import Role

ROLE_WORDS = {
    Role.CONTRIBUTOR: Said("uppgiftslämnare", "contributor"),
    Role.STRATEGIST: Said("strateg", "strategist"),
    Role.ASSESSOR: Said("bedömare", "assessor"),
    Role.READER: Said("intern läsare", "internal reader"),
    Role.ADMINISTRATOR: Said("administratör", "administrator"),
}


def role_said(role: str) -> Said:
    """A role's word; a word that is no role (any more) as it stands."""
    return ROLE_WORDS[Role(role)] if role in set(Role) else Said(role, role)


def roles_said(roles: Iterable[str], language: Language) -> str:
    """Several roles, by commas, in the order of the work."""
    wanted = set(roles)
    return ", ".join(ROLE_WORDS[role].in_(language) for role in Role if role in wanted)


def moment(at: datetime | None) -> str:
    """2026-11-23 14.32, in the site's own time; a dash for never."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H.%M") if at else "–"


def day_of(at: datetime) -> str:
    """2026-11-23."""
    return timezone.localtime(at).date().isoformat()
