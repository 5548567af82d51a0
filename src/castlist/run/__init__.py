"""Articles in, results out: the model is loaded once, good articles are finished,
bad ones become failures."""

from castlist.run.folders import Places, at_work, find_folders
from castlist.run.outcomes import AlreadyThere, Done, Outcome
from castlist.run.runner import Analyser, Plan, Progress, Runner, run_articles
from castlist.run.sources import Source

__all__ = [
    "AlreadyThere",
    "Analyser",
    "Done",
    "Outcome",
    "Places",
    "Plan",
    "Progress",
    "Runner",
    "Source",
    "at_work",
    "find_folders",
    "run_articles",
]
