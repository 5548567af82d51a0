"""What a drawing is written with: apart from its marks, so that help, which names the sizes of
charts, loads no mark."""

from dataclasses import dataclass

__all__ = ["INK", "PAPER", "Ink"]

INK = "#1A1A1A"  # contrast on white 17.4
PAPER = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a piece of text is set: size in pixels, weight 400 or 700, colour."""

    size: float
    bold: bool = False
    colour: str = INK
