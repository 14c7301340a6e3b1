"""Where sessions are kept: Django's own way, with whose session it is in a column of its own."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

BEGAN, BROWSER = "began", "browser"
"""What a session says of itself: when somebody signed in (seconds), and with what."""


class SessionStore(DatabaseStore):
    """Sessions in the database, findable by person."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The room's own table."""
        from samhandling.people.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of a session."""
        row: Any = super().create_model_instance(data)
        person, began = data.get("_auth_user_id"), data.get(BEGAN)
        row.person_id = int(person) if person else None
        row.began_at = datetime.fromtimestamp(began, UTC) if began else None
        row.browser = str(data.get(BROWSER, ""))[:80]
        return row
