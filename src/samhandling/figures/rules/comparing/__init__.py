"""A figure held against others: places, needs, statements."""
