"""Pure: how a file tells of organisations."""
