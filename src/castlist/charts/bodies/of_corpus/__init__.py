"""What charts of a corpus draw below their headline."""
