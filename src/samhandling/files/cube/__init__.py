"""Files of figures: cubes in, through the guarded child."""
