"""What charts of a corpus draw: dots on one scale, columns over time."""
