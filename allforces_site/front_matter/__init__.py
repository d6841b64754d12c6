"""Front matter and YAML as authors write them: every error with its line. Pure."""
