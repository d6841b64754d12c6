"""Reads and writes files safely, whoever created the files and folders around them."""
