"""In what tone an article is written."""

from dataclasses import dataclass
from typing import Annotated, Literal

from castlist.model.text import ArticleId

__all__ = ["Agreement", "Label", "Score", "Unit"]

Unit = Literal["paragraph", "sentence", "mention"]
Label = Literal["negative", "neutral", "positive"]
Agreement = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Score:
    """The tone of one paragraph or sentence by one scorer."""

    article_id: ArticleId
    unit: Annotated[Unit, "what was scored"]
    unit_id: Annotated[int, "number of the paragraph or sentence"]
    scorer: Annotated[
        str,
        "the word list that measured it, such as textblob (polarity) or vader (compound)",
    ]
    score: Annotated[
        float, "-1 (negative) to 1 (positive), 4 decimals; each scorer has its own scale"
    ]
    label: Annotated[Label, "negative, neutral (within 0.05 of zero) or positive"]
