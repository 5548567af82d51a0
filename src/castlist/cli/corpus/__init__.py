"""The commands about many articles, one file each."""

import typer

from castlist.cli.corpus.actors import ACTORS_EXAMPLES, show_actors
from castlist.cli.corpus.build import BUILD_EXAMPLES, build
from castlist.cli.corpus.changes import CHANGES_EXAMPLES, changes
from castlist.cli.corpus.charts import CORPUS_CHARTS_EXAMPLES, draw_corpus
from castlist.cli.corpus.joins import JOINS_EXAMPLES, joins
from castlist.cli.corpus.sql import SQL_EXAMPLES, schema, sql
from castlist.cli.corpus.status import STATUS_EXAMPLES, status

__all__ = ["corpus"]

corpus = typer.Typer(
    help="Many articles: a store that resumes, and questions about all of them.",
    epilog="Example: castlist corpus build data/raw --to elections",
    no_args_is_help=True,
    rich_markup_mode=None,
)
corpus.command(epilog=BUILD_EXAMPLES)(build)
corpus.command(epilog=STATUS_EXAMPLES)(status)
corpus.command("actors", epilog=ACTORS_EXAMPLES)(show_actors)
corpus.command("charts", epilog=CORPUS_CHARTS_EXAMPLES)(draw_corpus)
corpus.command(epilog=JOINS_EXAMPLES)(joins)
corpus.command(epilog=CHANGES_EXAMPLES)(changes)
corpus.command(epilog=SQL_EXAMPLES)(sql)
corpus.command(epilog="Example: castlist corpus schema mentions")(schema)
