"""What is known of an indicator, as its readers ask."""
