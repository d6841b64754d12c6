"""What a paper's desk asks of the style of a text; these rules are off unless they are chosen."""
