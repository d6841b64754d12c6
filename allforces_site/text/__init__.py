"""Rules for the text of posts and messages: dates, excerpts, reading time, names that look alike. Pure."""
