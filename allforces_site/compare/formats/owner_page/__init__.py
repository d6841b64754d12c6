"""A comparison as one page for the owner of the site, in Japanese: old and new side by side."""
