"""The files of the site as a whole."""
