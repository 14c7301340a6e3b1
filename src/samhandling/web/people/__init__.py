"""Pages of persons: the way in, one's own account, looking after persons, and which rule let whom in where."""
