"""Samhandling: a public strategy that people work in. The rooms and their floors are told in docs/house.md."""

__version__ = "0.2.0"
