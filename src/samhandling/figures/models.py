"""Stored: the catalogue of figures."""
