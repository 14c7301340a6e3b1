"""Outgoing mail: written beside the act that it tells of, sent later by a worker."""
