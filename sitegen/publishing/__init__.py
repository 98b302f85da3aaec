"""Finished files put in the place of a site that readers may be looking at."""
