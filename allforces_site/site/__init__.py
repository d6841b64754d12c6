"""Assembles the sources into a site: order, taxonomies, related posts, collisions."""
