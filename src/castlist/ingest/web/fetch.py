"""What an http or https address sends: the only network door of castlist.

Redirects are followed by hand, so that each step is checked like the first; pages are unpacked in
pieces, so that a bomb is refused before it is there; what a site's robots.txt forbids is not asked
(RFC 9309). Importing this module loads httpx (0.2 seconds); `ingest.addresses` tells an address
from a path without it.
"""

import re
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore
import httpx
from protego import Protego

import castlist
from castlist.errors import InputError
from castlist.ingest.context import File
from castlist.ingest.web.addresses import find_ending, name_page, show_address
from castlist.ingest.web.connection import GuardedTransport
from castlist.settings import Settings

__all__ = ["fetch"]

_PROGRAM = "castlist"  # the name that robots.txt knows it by
# a whole page, with redirects and robots.txt, may take this many times `timeout_seconds`
_PATIENCE = 10
# RFC 9309, 2.5: what a program must read of robots.txt at least; the rest is ignored
_ROBOTS_BYTES = 500 * 1024
# lines times user agents; Protego needs minutes for a file made to keep it busy
_ROBOTS_WORK = 1_000_000
_PIECE = 1 << 20  # bytes that are unpacked at a time
_SLACK = 1 << 18  # bytes that may have come in without anything being unpacked from them
_SAVE = "Save the page in your browser and run castlist on the file."
_ANSWERS = {
    401: "asks for a login",
    402: "asks for payment",
    403: "refuses programs",
    404: "is not there",
    410: "is no longer there",
    429: "asks for a pause",
    451: "is withheld for legal reasons",
}


def fetch(address: str, *, settings: Settings, progress: Callable[[str], object]) -> File:
    """What an address sends, for the reader that its content asks for.

    Raises InputError if the address is private, not http(s), refused to programs by its robots.txt,
    or sends no page.
    """
    where = show_address(address)
    url = _parse(address, where)
    headers = {
        "User-Agent": f"{_PROGRAM}/{castlist.__version__}",
        "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
        "Accept-Language": "en,*;q=0.5",
        # unpacked below, in pieces; httpx would unpack what it received at one go
        "Accept-Encoding": "gzip",
    }
    seconds = settings.timeout_seconds
    transport = GuardedTransport(
        seconds=seconds * _PATIENCE, allow_private=settings.allow_private
    )
    with httpx.Client(transport=transport, headers=headers, timeout=seconds) as client:
        page = _Visit(where, url, client, settings, progress).read_page()
    final = str(page.url)
    return File(
        data=page.data,
        name=name_page(page.url.host, page.url.path, page.url.query.decode()),
        where=where,
        source=final,
        ending=find_ending(page.url.path),
        media_type=page.headers.get("content-type", "").lower(),
        url=final,
    )


def _parse(address: str, where: str) -> httpx.URL:
    try:
        return httpx.URL(address.strip()).copy_with(fragment=None)
    # ValueError: half a character (a lone surrogate)
    except (httpx.InvalidURL, ValueError):
        # What cannot be taken apart is not shown if it may hold a password.
        shown = where if "@" not in where else f"{where.partition('://')[0]}://..."
        raise InputError(
            f"{shown} is not a valid address. Copy it again from your browser."
        ) from None


def _check(url: httpx.URL, where: str) -> None:
    if url.scheme not in ("http", "https"):
        raise InputError(
            f"{where} is no web page ({url.scheme}:). Download it and run castlist on the"
            " file."
        )
    try:
        is_whole = bool(url.host) and (url.port is None or 0 < url.port < 65536)
    except UnicodeError:  # a name that its standard forbids, such as one with a heart in it
        raise InputError(f"{where} has a host whose name cannot be read. {_SAVE}") from None
    if not is_whole:
        raise InputError(
            f"{where} is not a valid address. Copy it again from your browser."
        )
    if url.userinfo:
        raise InputError(
            f"{where} holds a user name or password, and castlist does not log in. {_SAVE}"
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    url: httpx.URL
    status: int
    headers: httpx.Headers
    data: bytes  # one byte more than the limit if there is more
    sent_on: httpx.URL | None


@dataclass(frozen=True, slots=True)
class _Visit:
    """One page with everything that has to be asked on the way to it."""

    where: str
    start: httpx.URL
    client: httpx.Client
    settings: Settings
    progress: Callable[[str], object]
    robots: dict[str, Protego] = field(default_factory=dict)  # by origin

    def read_page(self) -> _Answer:
        """The page at the end of all redirects.
        Raises InputError if it is none that could hold an article."""
        limit = self.settings.max_download_bytes
        page = self.follow(self.start, limit)
        where = self.label(page.url)
        if not 200 <= page.status < 300 or page.status == 206:
            raise InputError(f"{where} {_explain_status(page)}")
        kind = page.headers.get("content-type", "").lower().partition("/")[0].strip()
        if kind in ("audio", "font", "image", "video"):
            raise InputError(
                f"{where} is no text, but {kind}. Find the address of the article itself."
            )
        if len(page.data) > limit:
            raise InputError(
                f"{where} sends more than {limit / 1e6:,.1f} MB. Find the address of the"
                " article itself."
            )
        if not page.data.strip():
            raise InputError(f"{where} sends an empty page. {_SAVE}")
        return page

    def follow(self, url: httpx.URL, limit: int, *, obey: bool = True) -> _Answer:
        """The first answer that is no redirect;
        no step is asked against its robots.txt, unless `obey` is false."""
        seen = [url]
        while True:
            _check(url, self.label(url))
            if obey:
                self.obey_robots(url)
            answer = self.ask(url, limit)
            if answer.sent_on is None:
                return answer
            url = answer.sent_on
            if len(seen) > self.settings.max_redirects:
                fault = (
                    "sends in a circle"
                    if url in seen
                    else f"sends on more than {len(seen) - 1} times"
                )
                raise InputError(f"{self.where} {fault}. {_SAVE}")
            seen.append(url)

    def ask(self, url: httpx.URL, limit: int) -> _Answer:
        """What one address answers, without following where it sends to."""
        self.progress(f"asking {url.host}")
        with self.explained(url), self.client.stream("GET", url) as response:
            sent_on = (
                response.next_request.url.copy_with(fragment=None)
                if response.next_request
                else None
            )
            data = self.receive(response, limit) if response.is_success else b""
            return _Answer(url, response.status_code, response.headers, data, sent_on)

    def receive(self, response: httpx.Response, limit: int) -> bytes:
        """The body, unpacked, up to one byte more than the limit."""
        packing = response.headers.get("content-encoding", "").strip().lower()
        if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise InputError(
                f"{self.label(response.url)} is packed in a way that castlist did not ask"
                f" for. {_SAVE}"
            )
        chunks = response.iter_raw()
        data = bytearray()
        shown = ""
        for piece in chunks if packing in ("", "identity") else _unpack(chunks):
            data += piece
            if len(data) > limit:
                break
            # packed files of nothing, one after the other
            if response.num_bytes_downloaded > len(data) + _SLACK:
                raise zlib.error("more bytes packed than unpacked")
            if shown != (shown := f"reading {response.url.host}: {len(data) / 1e6:.1f} MB"):
                self.progress(shown)
        return bytes(data[: limit + 1])

    def obey_robots(self, url: httpx.URL) -> None:
        """Raises InputError if the robots.txt of the address's site forbids it,
        or cannot be read (RFC 9309)."""
        place = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        if str(place) not in self.robots:
            self.robots[str(place)] = self.read_robots(place)
        if not self.robots[str(place)].can_fetch(str(url), _PROGRAM):
            raise InputError(
                f"{self.label(url)} may not be read by programs, says its robots.txt."
                f" {_SAVE}"
            )

    def read_robots(self, place: httpx.URL) -> Protego:
        """The rules of one site; all is allowed if it has none,
        nothing if it cannot be asked (RFC 9309, 2.3.1)."""
        answer = self.follow(place, _ROBOTS_BYTES, obey=False)
        if answer.status >= 500:
            raise InputError(
                f"{self.label(place)} may not be read while its robots.txt has a fault"
                f" (HTTP {answer.status}). Try again later. {_SAVE}"
            )
        text = answer.data[:_ROBOTS_BYTES].decode("utf-8-sig", "replace")
        if len(answer.data) > _ROBOTS_BYTES:
            text = text.rpartition("\n")[0]  # half a rule is another rule
        if len(text.splitlines()) * text.lower().count("agent") > _ROBOTS_WORK:
            raise InputError(
                f"{self.label(place)} has a robots.txt with too many rules to obey. {_SAVE}"
            )
        return Protego.parse(text)

    def label(self, url: httpx.URL) -> str:
        """What messages call an address: the one that was typed, and where it was sent on to."""
        web = {url.scheme, self.start.scheme} <= {"http", "https"}
        same = url == self.start or (web and url.raw_host == self.start.raw_host)
        return (
            self.where
            if same
            else f"{self.where} (sent on to {url.scheme}://{url.raw_host.decode()})"
        )

    @contextmanager
    def explained(self, url: httpx.URL) -> Iterator[None]:
        """Raises InputError for all that can go wrong between two machines."""
        where = self.label(url)
        seconds = self.settings.timeout_seconds
        try:
            yield
        except httpcore.TimeoutException:
            raise InputError(
                f"{where} is too slow (silent for {seconds:g} seconds, or not done after"
                f" {seconds * _PATIENCE:g}). Try again later. {_SAVE}"
            ) from None
        except httpcore.NetworkError as error:
            # httpcore hands on what the operating system raised
            reason = error.args[0] if error.args else None
            if isinstance(reason, ssl.SSLError):
                fault = (
                    getattr(reason, "verify_message", "")
                    or reason.reason
                    or "no common cipher"
                )
                raise InputError(
                    f"{where} has no secure connection to offer ({fault.rstrip('.')})."
                    f" {_SAVE}"
                ) from error
            fault = getattr(reason, "strerror", None) or "the connection broke off"
            raise InputError(
                f"{where} cannot be reached ({fault}). Check the address and your"
                " connection; castlist asks sites directly, not through a proxy."
            ) from error
        except (httpcore.ProtocolError, zlib.error) as error:
            raise InputError(
                f"{where} broke off or is damaged on its way. Try again. {_SAVE}"
            ) from error
        # Of these, httpx itself raises only what redirects cause; UnicodeError:
        # a host that it cannot decode.
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise InputError(
                f"{where} sends on to an address that is not valid. {_SAVE}"
            ) from error


def _unpack(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What gzip or zlib packed, in pieces of bounded size.
    Raises zlib.error if it is damaged or has no end."""
    unpacker = None
    for chunk in chunks:
        while chunk:
            # files packed one by one may stand in a row
            if unpacker is None or unpacker.eof:
                # 32: gzip or zlib, as its first bytes say
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
            yield unpacker.decompress(chunk, _PIECE)
            chunk = unpacker.unused_data or unpacker.unconsumed_tail
    if unpacker and not unpacker.eof:
        raise zlib.error("no end")


def _explain_status(page: _Answer) -> str:
    status = page.status
    wait = page.headers.get("retry-after", "")
    if status in (404, 410):
        return f"{_ANSWERS[status]} (HTTP {status}). Check the address."
    if status == 429:
        return f"{_ANSWERS[status]} (HTTP 429). Try again " + (
            f"in {wait} seconds." if re.fullmatch("[0-9]{1,6}", wait) else "later."
        )
    if status >= 500:
        return f"has a fault (HTTP {status}). Try again later."
    return f"{_ANSWERS.get(status, 'sends no page')} (HTTP {status}). {_SAVE}"
