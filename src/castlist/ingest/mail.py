"""Mails (EML: newsletters) -> Raw: the text that the mail shows, and what its header says of it.

Only display names come into the metadata, never an address. Attachments are named, not read, but a
mail that is forwarded as an attachment is the article.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from functools import partial
from typing import TypeVar, cast

from castlist.errors import InputError
from castlist.ingest.context import File, Found, ReadContext
from castlist.ingest.encoding import decode_text
from castlist.ingest.html.fragment import read_fragment, squeeze
from castlist.ingest.plain import read_text
from castlist.model import Raw
from castlist.text import count_words

__all__ = ["read_mail"]

_T = TypeVar("_T")
# characters that are parsed: the parser's time grows with their square
_LONGEST_HEADER = 2_000
# headers that newsletters have (RFC 2369, RFC 2919)
_BULK = ("list-id", "list-unsubscribe", "list-post")
_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
# the parser needs two seconds for as many that lie in each other; a newsletter has ten
_MOST_PARTS = 1_000
_SHOWN = 80  # characters of the words around a forwarded mail
_NAMED = 5  # attachments that the note names
# The standard library's parser raises nearly anything for headers that break their grammar.
_BROKEN = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
)


class _ShortHeaders(EmailPolicy):
    """The modern policy, with headers cut off where no honest one goes on."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


# The parser makes messages of the modern kind for a modern policy, which its own type leaves open.
_POLICY = cast("EmailPolicy[EmailMessage]", _ShortHeaders())


def read_mail(file: File, context: ReadContext) -> Iterator[Raw]:
    """The article in a mail: its subject as the title, the sender of a newsletter as the outlet,
    the date it was sent.

    The HTML part is read like a page; if that finds less than half as many words as the plain part
    has, the plain part is, and without one every visible line of the HTML part. Raises InputError
    for a mail without text, and for one that is broken, encrypted or too large.
    """
    message = _parse(file, context)
    forwarded = list(_find_mails(message))
    if len(forwarded) == 1 and _count_text(forwarded[0], file) > _count_text(message, file):
        said = squeeze(_plain_text(message, file))
        around = f" The words around it were not read: {said[:_SHOWN]}." if said else ""
        notes = (f"It is the mail that was attached, as one forwards it.{around}",)
        yield _read_message(file, forwarded[0], context, notes)
        return
    attached = f"Mails that are attached were not read: {len(forwarded)}."
    yield _read_message(file, message, context, (attached,) if forwarded else ())


def _read_message(
    file: File, message: EmailMessage, context: ReadContext, notes: tuple[str, ...]
) -> Raw:
    if _attempt(message.get_content_type, "") in _ENCRYPTED:
        raise InputError(
            f"{file.where} is an encrypted mail. Save its text from your mail program."
        )
    raw = _read_body(file, message, context)
    published = _attempt(lambda: message["date"].datetime.date().isoformat(), "")
    return replace(
        raw,
        name=file.name,
        source=file.source,
        extractor=f"mail, {raw.extractor}",
        title=squeeze(_attempt(lambda: str(message["subject"] or ""), "")) or raw.title,
        author="",
        outlet=_read_sender(message),
        published=published,
        published_from="mail header" if published else "",
        notes=(*raw.notes, *notes, *_find_attachments(message)),
    )


def _find_mails(message: EmailMessage) -> Iterator[EmailMessage]:
    """The mails that are attached to a mail, not those that are attached to these."""
    parts: list[MIMEPart] = _attempt(lambda: list(message.iter_parts()), [])
    for part in parts:
        if _attempt(part.get_content_type, "") == "message/rfc822":
            inner = _attempt(partial(part.get_payload, 0), None)
            if isinstance(inner, EmailMessage):
                yield inner
        elif _attempt(part.is_multipart, False):
            yield from _find_mails(cast(EmailMessage, part))


def _plain_text(message: EmailMessage, file: File) -> str:
    part = _find_part(message, "plain", file) or _find_part(message, "html", file)
    return decode_text(part).text if part else ""


def _count_text(message: EmailMessage, file: File) -> int:
    return count_words(_attempt(lambda: _plain_text(message, file), ""))


def _attempt(read: Callable[[], _T], otherwise: _T) -> _T:
    """What can be read of a header or part, or something else if it is broken."""
    try:
        return read()
    except _BROKEN:
        return otherwise


def _parse(file: File, context: ReadContext) -> EmailMessage:
    settings = context.settings
    if len(file.data) > settings.max_page_bytes:
        raise InputError(
            f"{file.where} is a mail of more than {settings.max_page_bytes:,} bytes. Save"
            " it without its attachments."
        )
    parts = min(_MOST_PARTS, settings.max_members)
    if file.data.count(b"\n--") > parts:  # each may begin a part
        raise InputError(
            f"{file.where} is a mail of more than {parts:,} parts. Save its text."
        )
    try:
        return message_from_bytes(file.data, policy=_POLICY)
    except _BROKEN as error:
        raise InputError(
            f"{file.where} is a broken mail ({type(error).__name__}). Save its text."
        ) from error


def _read_sender(message: EmailMessage) -> str:
    if not any(name in message for name in _BULK):
        return ""  # a person wrote it, or nobody knows
    name = squeeze(_attempt(lambda: message["from"].addresses[0].display_name, ""))
    return "" if "@" in name else name


def _find_attachments(message: EmailMessage) -> Iterator[str]:
    parts: list[EmailMessage] = _attempt(lambda: list(message.walk()), [])
    attached = [
        part
        for part in parts
        if _attempt(part.is_attachment, False)
        and _attempt(part.get_content_type, "") != "message/rfc822"
    ]
    names = [
        squeeze(_attempt(part.get_filename, None) or "") or "unnamed" for part in attached
    ]
    if names:
        more = ", ..." if len(names) > _NAMED else ""
        yield (
            f"Attachments that were not read: {len(names)}"
            f" ({', '.join(names[:_NAMED])}{more})."
        )


def _read_body(file: File, message: EmailMessage, context: ReadContext) -> Raw:
    """The better one of the two forms of the text that a mail may have."""
    page, plain = (_find_part(message, kind, file) for kind in ("html", "plain"))
    found = [
        _read_page(page, context),
        plain and _attempt_article(lambda: read_text(plain, context)),
    ]
    article, text = found
    if article and (not text or 2 * _words(article) >= _words(text)):
        return article
    if text:
        return text
    lines, left_out = (
        read_fragment(decode_text(page).text, file.where) if page else ([], ())
    )
    if not lines:
        raise InputError(
            f"{file.where} is a mail without text. If the article is attached, save the"
            " attachment."
        )
    note = "No article was found in the mail's HTML; every visible line was read."
    return Raw(
        "\n".join(lines),
        file.name,
        file.source,
        "html, all lines",
        left_out=left_out,
        notes=(note,),
    )


def _find_part(message: EmailMessage, kind: str, file: File) -> File | None:
    """The part that shows the text in this form, as a file of its own;
    None if there is none, or an empty one."""
    part = _attempt(lambda: message.get_body((kind,)), None)
    if part is None:  # a part without headers of its own is false, and plain text
        return None
    data = _attempt(lambda: part.get_payload(decode=True), None)
    if not isinstance(data, bytes) or not data.strip():
        return None
    charset = _attempt(part.get_content_charset, None) or "utf-8"
    return File(
        data,
        file.name,
        file.where,
        file.source,
        media_type=f"text/{kind}; charset={charset}",
        url=file.url,
    )


def _read_page(page: File | None, context: ReadContext) -> Raw | None:
    return _attempt_article(partial(context.open, page)) if page else None


def _attempt_article(read: Callable[[], Iterator[Found]]) -> Raw | None:
    """The article that a reader finds; None if it finds none, or several."""
    try:
        found = list(read())
    except InputError:
        return None
    return found[0] if len(found) == 1 and isinstance(found[0], Raw) else None


def _words(raw: Raw) -> int:
    out = {left.line for left in raw.left_out}
    return sum(
        count_words(line) for n, line in enumerate(raw.text.split("\n"), 1) if n not in out
    )
