"""Connections that lead to public addresses only, and end in time.

Made here, since httpx has no hook between looking a name up and connecting to it.
The name of a host is looked up once, and the connection goes to the very number that was looked up
and checked: a name that answers differently the next time, or a number in disguise (0x7f.1), leads
nowhere else. Certificates are still checked against the name. Proxies of the environment are not
used: a proxy would look up the name once more and connect to whatever it finds. Own certificates
(`SSL_CERT_FILE`) are respected.
"""

import socket
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from castlist.errors import InputError
from castlist.ingest.web.addresses import is_public

__all__ = ["GuardedTransport"]


class GuardedTransport(httpx.BaseTransport):
    """What httpx sends requests through; all of them together may take `seconds`.

    Raises InputError for hosts that do not exist or are not public, and else the errors of
    httpcore.
    """

    def __init__(self, *, seconds: float, allow_private: bool) -> None:
        backend = _Backend(time.monotonic() + seconds, allow_private)
        try:
            certificates = httpx.create_ssl_context()
        except OSError as error:
            raise InputError(
                "the certificates of SSL_CERT_FILE or SSL_CERT_DIR cannot be read"
                f" ({error}). Correct these variables, or unset them."
            ) from error
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body still to be read."""
        url = request.url
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        answer = self._pool.handle_request(
            httpcore.Request(
                "GET", target, headers=request.headers.raw, extensions=request.extensions
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Every connection closed."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.SyncBackend):
    """Connects to checked numbers instead of names."""

    def __init__(self, deadline: float, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        options = {"local_address": local_address, "socket_options": socket_options}
        *others, last = self._look_up(host, port)
        for number in others:
            try:
                return self._connect(number, port, timeout, options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # a host with an IPv6 address, asked from a network without
        return self._connect(last, port, timeout, options)

    def _connect(
        self, number: str, port: int, timeout: float | None, options: dict[str, Any]
    ) -> httpcore.NetworkStream:
        stream = super().connect_tcp(
            number, port, _time_left(self._deadline, timeout), **options
        )
        return _TimedStream(stream, self._deadline)

    def _look_up(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        # UnicodeError: a part of more than 63 characters
        except (socket.gaierror, UnicodeError) as error:
            raise InputError(
                f"there is no host called {host}. Check the address and your connection;"
                " castlist asks sites directly, not through a proxy."
            ) from error
        numbers = list(dict.fromkeys(str(place[0]) for *_, place in found))
        for number in numbers:
            if not self._allow_private and not is_public(number):
                raise InputError(
                    f"{host} leads to this machine or a private network ({number}). "
                    "If that is meant, run again with --allow-private."
                )
        return numbers


class _TimedStream(httpcore.NetworkStream):
    """A stream that ends at the deadline however often its other end sends one more byte."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _time_left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _time_left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> Any:
        stream = self._stream.start_tls(
            ssl_context, server_hostname, _time_left(self._deadline, timeout)
        )
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _time_left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the deadline is over")
    return left if timeout is None else min(left, timeout)
