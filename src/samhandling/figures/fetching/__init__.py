"""Figures fetched from their sources into the store."""
