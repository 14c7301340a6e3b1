"""How Django finds whoever has signed in: the person and the actors in one question to the database."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import F
from django.db.models.functions import Coalesce

from samhandling.people.models import Person

ACTOR = Coalesce(F("memberships__actor__merged_into__code"), F("memberships__actor__code"))
"""The actor that a membership is of; where that has been merged into another, the other."""


class PersonBackend(ModelBackend):
    """Persons by e-mail address and password."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session, with `actor_codes`; nobody where the way in is closed."""
        rows = list(Person.objects.filter(pk=user_id, is_active=True).annotate(actor_code=ACTOR))
        if not rows:
            return None
        person = rows[0]
        person.actor_codes = frozenset(row.actor_code for row in rows if row.actor_code)
        return person
