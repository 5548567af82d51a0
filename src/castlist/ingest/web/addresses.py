"""What can be told of an address without asking anybody:
whether it is one, how it is shown, what lies behind it."""

import ipaddress
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

__all__ = [
    "find_ending",
    "find_scheme",
    "is_address",
    "is_public",
    "name_page",
    "show_address",
]

# two letters at least: C://x is a path on Windows
_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_USER = re.compile(r"(?<=://)[^/?#]*@")
# "rates-rise-to-3.5" has none
_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,7}$", re.IGNORECASE)
# last parts of a path that all pages of a site share
_NO_NAMES = {"", "amp", "default", "index"}

# all that IANA has assigned to hosts on the internet
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
# For documents, protocols and relays;
# which of them Python counts as private differs between its versions.
_NO_HOSTS = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20"))
)
# NAT64, IPv4-mapped
_WITH_IPV4_LAST = (
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("::ffff:0:0/96"),
)


def is_address(source: str) -> bool:
    """Whether a source is meant as an address, of whatever scheme, and not as a path.

    >>> is_address("HTTPS://example.org/story"), is_address("C:\\\\story.txt")
    (True, False)
    """
    return _ADDRESS.match(source) is not None


def find_scheme(source: str) -> str:
    """The scheme of an address, in lower case; empty if a source is none.

    >>> find_scheme("HTTPS://example.org/story"), find_scheme("C:\\\\story.txt")
    ('https', '')
    """
    return source.partition("://")[0].strip().lower() if is_address(source) else ""


def show_address(address: str) -> str:
    """The address as it was typed, without the user name and password that
    may stand before its host.

    >>> show_address("https://me:secret@example.org/story")
    'https://example.org/story'
    """
    return "".join(
        c if c.isprintable() else "\ufffd" for c in _USER.sub("", address.strip(), count=1)
    )


def name_page(host: str, path: str, query: str) -> str:
    """What a page is called: the last part of its path that tells it from others,
    else its host and query.

    >>> name_page("example.org", "/2026/05/drones-over-k%C3%B6ln/index.html", "")
    'drones-over-köln'
    """
    for part in reversed(path.split("/")):
        stem = _ENDING.sub(
            "", "".join(c if c.isprintable() else " " for c in unquote(part)).strip()
        )
        if stem.lower() not in _NO_NAMES:
            return stem
    return f"{host} {query}".strip()


def find_ending(path: str) -> str:
    """The ending of a path's last part in lower case, with its dot, or empty."""
    found = _ENDING.search(PurePosixPath(path).name)
    return found[0].lower() if found else ""


def is_public(number: str) -> bool:
    """Whether an IP address is one of a host on the internet: not of this machine, its network, or
    a group of hosts.

    An address that carries an IPv4 address is judged by that one: what connects to it, connects
    there.
    """
    ip = ipaddress.ip_address(number)
    if any(ip in network for network in _NO_HOSTS):
        return False
    if ip.version == 4:
        return ip.is_global and not ip.is_multicast
    if any(ip in network for network in _WITH_IPV4_LAST):
        return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)))
    if ip.sixtofour:
        return is_public(str(ip.sixtofour))
    return ip in _GIVEN_OUT and ip.is_global
