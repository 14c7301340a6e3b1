"""A file on its way in, as the wizard shows it: its columns, its rows, its doubts."""
