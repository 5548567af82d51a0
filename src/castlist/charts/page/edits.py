"""What a person decides about the charts of an article:
words, credit, language of numbers, style."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from castlist.charts.page.numerals import PLAIN, Numerals
from castlist.charts.page.style import Style

__all__ = ["NO_EDITS", "Edits", "Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A person's words for one chart; what is empty comes from the safe templates."""

    headline: str = ""
    subtitle: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Edits:
    """Everything that a person may set. The method line is not among it:
    it always tells what was done."""

    wordings: Mapping[str, Wording] = field(default_factory=dict)  # by chart
    source: str = ""
    credit: str = ""
    numerals: Numerals = PLAIN
    style: Style = field(default_factory=Style)

    def wording(self, chart: str) -> Wording:
        """The words for one chart."""
        return self.wordings.get(chart, Wording())

    def with_headlines(self, headlines: Mapping[str, str | None]) -> "Edits":
        """These edits with other headlines, by chart; an empty one leaves what is there."""
        changed = {
            name: replace(self.wording(name), headline=text)
            for name, text in headlines.items()
            if text
        }
        return replace(self, wordings={**self.wordings, **changed})


NO_EDITS = Edits()
