"""The charts, one file a kind: what of the tables is shown, in which words, by which body."""
