"""A drawing -> PNG, SVG, PDF, with the fonts that all three share."""
