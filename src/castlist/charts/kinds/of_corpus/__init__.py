"""Charts of a corpus, one file each."""
