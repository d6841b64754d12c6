"""Checks source files and fixes them: the files as their editor sees them, the rules, the fixes."""
