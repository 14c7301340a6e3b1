"""Where an installation keeps all that it writes."""

import os
from pathlib import Path


def home() -> Path:
    """`SAMHANDLING_HOME`, else ~/.local/share/samhandling; made when missing, for this user only."""
    return made(Path(os.environ.get("SAMHANDLING_HOME") or Path.home() / ".local" / "share" / "samhandling").expanduser().absolute())


def made(folder: Path) -> Path:
    """The folder, made when missing, for this user only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
