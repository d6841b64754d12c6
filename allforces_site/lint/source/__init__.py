"""A source file as its editor reads it: lines, blocks and links with their places in the text. All pure."""
