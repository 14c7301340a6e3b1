"""JSON-stat 1.x and 2.0."""
