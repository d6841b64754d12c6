"""How a text is divided: its headings and sections."""
