"""Makes a project of a Jekyll repository, with a list of what is left to do."""
