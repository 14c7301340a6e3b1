"""Texts: documents in, through the guarded child."""
