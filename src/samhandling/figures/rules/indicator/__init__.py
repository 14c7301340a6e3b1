"""Indicator files: what they hold, and every fault in them."""
