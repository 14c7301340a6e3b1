"""Everything of an installation in one file, and put back from it."""
