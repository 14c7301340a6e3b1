"""An import made ready before anything is written."""
