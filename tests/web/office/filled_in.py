"""What readers send: forms filled in, opened a while ago."""

import time

from django.core.signing import Signer

from samhandling.web.office.sender import SALT

STRATEGY = "sormland-naringsliv-2022"
PASSWORD = "fyra ord utan samband"


def opened(seconds_ago: float) -> str:
    """The word of a form that was opened so long ago."""
    return Signer(salt=SALT).sign(f"{time.time() - seconds_ago:.3f}")


def told(**changes: str) -> dict[str, str]:
    """What an honest reader sends of an effort."""
    return {
        "oppnad": opened(60),
        "webbplats": "",
        "title": "Solceller på idrottshallen",
        "who": "Flens kommun",
        "when": "",
        "where": "",
        "insatsomrade": "1.3",
        "plats": "0482",
        "name": "Anna Ek, Flen",
        "contact": "anna@example.se",
    } | changes
