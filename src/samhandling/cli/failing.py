"""What the database or the disk could not do, in words that tell what to do next.

Every act runs in one transaction, so when its database fails nothing of it is left.
"""

import errno

from django.db import DatabaseError, InterfaceError

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.office.home import home

_LOCKED = (
    Said("Databasen är upptagen av någon annan.", "The database is busy with somebody else."),
    Said(
        "Vänta tills det andra kommandot är klart och försök igen.",
        "Wait until the other command is done, and try again.",
    ),
)
_FULL = (
    Said("Plats på disken; den är full.", "Room on the disk; it is full."),
    Said("Frigör utrymme och försök igen.", "Free some space, and try again."),
)
_UNREACHABLE = (
    Said("En databas som svarar.", "A database that answers."),
    Said(
        "Kontrollera att databasen är igång och att DATABASE_URL är rätt. Utan DATABASE_URL används en egen fil i SAMHANDLING_HOME.",
        "Check that the database runs and that DATABASE_URL is right. Without DATABASE_URL a file of its own in SAMHANDLING_HOME is used.",
    ),
)
_READ_ONLY = (
    Said("En databas som går att skriva i.", "A database that can be written to."),
    Said(
        "Kontrollera att du äger mappen SAMHANDLING_HOME och att disken inte är skrivskyddad.",
        "Check that you own the folder SAMHANDLING_HOME and that the disk is not write-protected.",
    ),
)
_DAMAGED = (
    Said("En hel databas.", "A database that is whole."),
    Said(
        "Filen är skadad eller ingen databas. Lägg tillbaka en säkerhetskopia, eller ange en tom mapp med SAMHANDLING_HOME.",
        "The file is damaged, or no database. Put a backup in its place, or name an empty folder with SAMHANDLING_HOME.",
    ),
)
_OTHER = (
    Said("Ett svar från databasen.", "An answer from the database."),
    Said(
        "Försök igen. Händer det på nytt: spara det här meddelandet och hör av dig till den som sköter installationen.",
        "Try again. Should it happen anew: keep this message and turn to whoever looks after the installation.",
    ),
)

_BY_WORDS = (
    (("locked", "deadlock", "lock timeout", "lock not available"), _LOCKED),
    (("is full", "no space", "could not extend", "disk i/o", "file too large"), _FULL),
    (("readonly", "read-only", "permission denied"), _READ_ONLY),
    (("not a database", "malformed"), _DAMAGED),
    (
        (
            "unable to open",
            "connection",
            "connect",
            "could not translate",
            "server closed",
            "does not exist",
            "authentication",
            "starting up",
            "resolve",
            "timeout",
        ),
        _UNREACHABLE,
    ),
)

_FULL_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def refusal_of(error: Exception) -> Refused | None:
    """The failure as a refusal with a way out; `None` where it is none of the database or the disk, and so a fault of ours."""
    if isinstance(error, DatabaseError | InterfaceError):
        first = " ".join(str(error).split())
        words = first.lower()
        expected, way_out = next((said for marks, said in _BY_WORDS if any(mark in words for mark in marks)), _OTHER)
        return Refused([Fault(Location(), first, expected, way_out)])
    if isinstance(error, OSError) and error.errno in _FULL_ERRORS:
        return Refused([Fault(Location(), error.strerror or "", *_FULL)])
    if isinstance(error, PermissionError) and str(home()) in str(error.filename or home()):
        return Refused([Fault(Location(), str(error.filename or ""), *_READ_ONLY)])
    return None
