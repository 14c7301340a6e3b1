"""Open data: all that a visitor sees, as one dated zip of tables with their description. Nothing in it asks as anybody else."""
