"""Errors a user can act on: each message says what happened, where, and what to do next."""

__all__ = [
    "CastlistError",
    "CheckFailed",
    "InputError",
    "InternalError",
    "ModelMissing",
    "ReviewError",
]


class CastlistError(Exception):
    """Base of every error that castlist raises on purpose;
    the command line prints it without a traceback."""


class InputError(CastlistError):
    """An article, folder or table that cannot be used as it is."""


class ModelMissing(CastlistError):
    """The spaCy pipeline that was asked for is not installed."""


class CheckFailed(CastlistError):
    """The tables contradict themselves or the text; the message lists every broken rule."""


class ReviewError(CastlistError):
    """A row of a decisions file that cannot be obeyed, or that another row contradicts."""


class InternalError(CastlistError):
    """A fault of castlist itself, or an article that needs more time or memory than it may have."""
