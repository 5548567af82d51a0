"""Numbers as a language writes them: 1,200 or 1.200, +0.43 or +0,43."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

__all__ = ["HARD", "PLAIN", "Numerals"]

HARD = "\u00a0"  # a space at which no line breaks: a number stays with its noun

# patterns of numbers, as the Unicode locale data (CLDR) write them
WHOLE = "#,##0"
SIGNED = "+0.00;-0.00"
RATE = "#,##0.0"
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Numerals:
    """Writes numbers the way of one language, by the Unicode locale data (CLDR).

    >>> Numerals("de").count(1200, "word"), Numerals().score(-0.254)
    ('1.200\\xa0words', '−0.25')
    """

    language: str = "en"

    def whole(self, number: int) -> str:
        """A count."""
        return _decimal(int(number), WHOLE, self.language)

    def count(self, number: int, noun: str) -> str:
        """A count with its noun."""
        plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
        return f"{self.whole(number)}{HARD}{noun if number == 1 else plural}"

    def rate(self, number: float) -> str:
        """How many of something, with one decimal; a half to the even digit.

        >>> Numerals().rate(1.25), Numerals("de").rate(1234)
        ('1.2', '1.234,0')
        """
        return _decimal(float(number), RATE, self.language)

    def score(self, score: float) -> str:
        """A score with its sign and two decimals; 0 if it rounds to that."""
        return (
            _decimal(float(score), SIGNED, self.language)
            if abs(score) >= 0.005
            else self.whole(0)
        )

    def percent(self, part: int, whole: int) -> str:
        """A share without decimals, a half rounded up, which rounding never makes 0 or 100.

        >>> Numerals().percent(1, 8), Numerals("de").percent(1, 8), Numerals().percent(1, 900)
        ('13%', '13\\xa0%', '<1%')
        """
        if 0 < 100 * part < whole:
            return f"<{_percent(1, self.language)}"
        if 99 * whole < 100 * part < 100 * whole:
            return f">{_percent(99, self.language)}"
        return _percent((200 * part + whole) // (2 * whole), self.language)


PLAIN = Numerals()


@lru_cache(maxsize=10_000)
def _decimal(number: float, pattern: str, language: str) -> str:
    written = (
        _english(number, pattern) if language == "en" else _local(number, pattern, language)
    )
    return written.replace("-", "−").replace("\u202f", HARD)  # Lato has no narrow space


def _english(number: float, pattern: str) -> str:
    """As `_local` writes it, without the time that its data take to load."""
    if pattern == WHOLE:
        return f"{number:,}"
    if pattern == RATE:
        return f"{number:,.1f}"
    return f"{Decimal(str(number)).quantize(CENT, ROUND_HALF_EVEN):+}"


def _local(number: float, pattern: str, language: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, pattern, locale=language)


@lru_cache(maxsize=200)
def _percent(share: int, language: str) -> str:
    if language == "en":
        return f"{share}%"
    from babel.numbers import format_percent

    written = format_percent(share / 100, locale=language)
    return written.replace("\u202f", HARD)  # Lato has no narrow space
