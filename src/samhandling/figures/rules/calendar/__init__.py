"""When figures are due, and what has come since."""
