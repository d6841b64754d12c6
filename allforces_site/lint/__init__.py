"""Checks sources and fixes them: source files as their editor reads them, the rules, the fixes. Pure."""
