"""What is said to readers, writers and editors, in the language of each."""
