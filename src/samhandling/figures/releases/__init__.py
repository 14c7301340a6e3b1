"""What came, what was revised, what is due."""
