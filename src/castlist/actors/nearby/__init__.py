"""Descriptions that mean what is named near: of which kind it is, and the sieves that ask."""
