"""Rules of the contribution check: pure functions on texts, terms and a fitted model."""
