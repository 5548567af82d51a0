"""In what tone an article is written."""

from dataclasses import dataclass
from math import nan
from typing import Annotated, Literal

from castlist.model.text import ArticleId

__all__ = ["Agreement", "Label", "Score", "Unit"]

Unit = Literal["paragraph", "sentence", "mention"]
Label = Literal["negative", "neutral", "positive", "unsure"]
Agreement = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Score:
    """The tone of one paragraph or sentence by one scorer; or how one sentence is felt towards an
    actor, at the first mention of that actor in it."""

    article_id: ArticleId
    unit: Annotated[Unit, "what was scored"]
    unit_id: Annotated[
        int, "number of the paragraph or sentence, or of the mention: 12 is m12"
    ]
    scorer: Annotated[
        str,
        "what measured it: readers (a model of readers' ratings), vader (compound), textblob"
        " (polarity); of a mention toward (a model of how readers feel a person written of)",
    ]
    score: Annotated[
        float,
        "-1 (negative) to 1 (positive), 4 decimals; each scorer has its own scale; of a mention"
        " positive - negative, empty if it was not judged",
    ]
    label: Annotated[
        Label,
        "negative, neutral (within 0.05 of zero; readers: 0.15) or positive; of a mention the"
        " class with a probability above 0.7, or unsure",
    ]
    negative: Annotated[
        float, "of a mention: probability of negative, 0 to 1; empty if it was not judged"
    ] = nan
    neutral: Annotated[float, "the same of neutral"] = nan
    positive: Annotated[float, "the same of positive"] = nan
    reason: Annotated[str, "why the label is unsure; else empty"] = ""
