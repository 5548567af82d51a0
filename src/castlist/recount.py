"""Tables -> the same article linked and counted anew, as people have decided meanwhile.

No language model is needed: what it said lies beside the tables (`parse.npz`), and no decision
about names, mentions or quotes changes it. The tables are those that a whole run would give. A
decision about a line changes the text, so that it takes a run.
"""

from collections.abc import Sequence

from castlist.clean import matched_lines
from castlist.errors import InputError
from castlist.model import Annotation, Cast, Decision, Score, SignOff
from castlist.nlp.kept import unpack_doc
from castlist.pipeline import (
    describe_run,
    find_references,
    find_speech,
    find_tone,
    link_references,
)
from castlist.review_state import with_review
from castlist.sentiment import masked_names
from castlist.tables import (
    Tables,
    cast_records,
    restore_article,
    restore_cast,
    restore_decisions,
    restore_scores,
    restore_sentences,
    speech_records,
)

__all__ = ["Recount", "lines_differ", "recount"]


def recount(
    tables: Tables, decisions: Sequence[Decision], *, signed: SignOff | None = None
) -> Tables:
    """These tables of one article as these decisions want them, and who signed them off.

    Raises InputError if the parse is not there, or if a line of the text is decided otherwise now.
    """
    anew = Recount(tables)
    return anew.tone(anew.link(decisions, signed=signed))


class Recount:
    """One article, ready to be linked and counted again and again."""

    def __init__(self, tables: Tables) -> None:
        (key,) = tables.texts
        self.tables = tables
        self.article = restore_article(tables)
        doc = unpack_doc(tables.parses.get(key, b""), tables.texts[key])
        if doc is None or "mentions" not in tables:
            raise InputError(
                f"{key} has no parse beside its tables, or one of another castlist. Run"
                " `castlist run` on it again."
            )
        self.doc = doc
        model = tables.about[key].get("model", "")
        self.annotation = Annotation(model, tuple(restore_sentences(tables)), ())
        # nothing that is decided changes these
        self.references = find_references(self.article, doc, self.annotation)  # type: ignore[arg-type]

    def link(
        self, decisions: Sequence[Decision], *, signed: SignOff | None = None
    ) -> Tables:
        """The tables with mentions, actors and quotes as decided;
        the scores are still those of before."""
        if lines_differ(self.tables, decisions):
            raise InputError(
                f"{self.article.article_id}: a line of the text is decided otherwise now."
                " Run `castlist run` on it again."
            )
        cast = link_references(self.article, self.references, decisions=decisions)
        records = {}
        if "quotes" in self.tables:
            speech, cast = find_speech(self.article, self.doc, cast, decisions=decisions)  # type: ignore[arg-type]
            records = speech_records(speech)
        about = describe_run(self.annotation.model)
        found = self.tables.extend(cast_records(cast) | records, about)
        return with_review(found, signed)

    def tone(self, tables: Tables) -> Tables:
        """The tables with the scores that belong to their mentions."""
        if "scores" not in self.tables:
            return tables
        cast = restore_cast(tables)
        known = self._known_scores(tables, cast)
        about = (self.article, self.doc, self.annotation, cast)
        return tables.extend({"scores": find_tone(*about, known=known)})  # type: ignore[arg-type]

    def _known_scores(self, tables: Tables, cast: Cast) -> tuple[Score, ...] | None:
        """The scores of paragraphs and sentences, if nothing that they depend on is decided
        otherwise; they take longer than all else."""
        key = self.article.article_id
        before = masked_names(restore_cast(self.tables).mentions)
        same = before == masked_names(cast.mentions)
        version = self.tables.about[key].get("castlist")
        if not same or version != tables.about[key].get("castlist"):
            return None
        scores = restore_scores(self.tables)
        return tuple(score for score in scores if score.unit != "mention")


def lines_differ(tables: Tables, decisions: Sequence[Decision]) -> bool:
    """Whether these decisions say of any line what the text of these tables does not obey."""
    lines = next(iter(tables.raws.values())).split("\n")
    before = [d for d in restore_decisions(tables) if d.about == "line"]
    return set(before) != set(matched_lines(lines, decisions))
