"""A comparison as one page for the owner of the site: old and new side by side."""
