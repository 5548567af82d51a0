"""The charts of a corpus, one file a chart."""
