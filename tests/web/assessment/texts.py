"""Texts that somebody pastes, and pages as a reader sees them."""

import html
import re
from typing import Any

STRATEGY = "sormland-naringsliv-2022"
ROBOTS = """Robotlyftet 2
Vi vill under 2027-2029 bygga en testbädd där små tillverkande företag får pröva samarbetande robotar.
Arbetet sker tillsammans med universitetet. Målet är att minst 20 företag har infört en ny lösning när projektet slutar."""


def source(response: Any) -> str:
    found: str = response.content.decode()
    return found


def words(response: Any) -> str:
    """What a page says, without its markup."""
    main = source(response).split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
