"""Editing in the browser: an initiative part by part, an idea through its steps, two who saved at once, and taking back."""
