"""Pure: words that open a door. A secret is shown once; only its hash is kept."""

import secrets
from hashlib import sha256

BYTES = 32
"""Bytes of chance in a secret: nobody guesses it, so a plain hash holds."""

LONGEST = 200
"""Characters of what may be a secret of ours; anything longer is not read."""


def new_secret(mark: str = "") -> str:
    """A fresh secret of URL-safe characters. `mark` stands before it, so that a secret that has strayed can be recognised."""
    return f"{mark}{secrets.token_urlsafe(BYTES)}"


def digest_of(secret: str) -> str:
    """The hash that is kept of a secret: 64 hexadecimal digits."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
