"""Whether an indicator moves, and how that is told."""
