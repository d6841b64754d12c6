"""What the sources say together: order, taxonomies, related posts, collisions."""
