"""What `_config.yml` says: read, checked all at once, and kept as frozen values."""
