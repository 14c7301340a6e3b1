"""Lists of words as they stand in code: one string, words between spaces."""


def words_in(text: str) -> frozenset[str]:
    """The words of a written list."""
    return frozenset(text.split())
