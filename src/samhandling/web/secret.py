"""The secret of an installation, kept in its home."""

import os

from samhandling.office.home import home


def secret_key() -> str:
    """The instance's secret: from the environment, else made once and kept in the home, readable by its owner only."""
    if given := os.environ.get("SAMHANDLING_SECRET_KEY"):
        return given
    kept = home() / "secret.key"
    if not kept.exists():
        fresh = home() / f"secret.key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(os.urandom(32).hex(), "ascii")
        try:
            os.link(fresh, kept)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return kept.read_text("ascii")
