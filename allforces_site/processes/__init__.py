"""Starts and ends the processes of a command, so that none outlives it."""
