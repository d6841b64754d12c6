"""A source file as its editor sees it: lines, blocks and links with their places in the text. All pure."""
