"""Short ways for what most posts consist of. Property tests hold them equal to the rules."""
