"""Addresses, told from paths and called by a name;
IP addresses, told to be on the internet or not."""

import pytest

from castlist.ingest.web.addresses import (
    find_ending,
    is_address,
    is_public,
    name_page,
    show_address,
)


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org",
        "HTTP://EXAMPLE.ORG/a",
        " http://a",
        "ftp://a/b",
        "file:///etc/passwd",
    ],
)
def test_an_address_is_told_from_a_path(source):
    assert is_address(source)


@pytest.mark.parametrize(
    "source",
    [
        "C:\\story.txt",
        "C://story.txt",
        "story.txt",
        "-",
        "www.example.org",
        "a/http://b",
        "",
    ],
)
def test_a_path_is_told_from_an_address(source):
    assert not is_address(source)


@pytest.mark.parametrize(
    ("path", "query", "name"),
    [
        ("/2026/05/drones-over-the-coast", "", "drones-over-the-coast"),
        ("/2026/05/drones.html", "", "drones"),
        ("/drones/index.html", "", "drones"),
        ("/drones/amp/", "page=2", "drones"),
        ("/rates-rise-to-3.5", "", "rates-rise-to-3.5"),
        ("/a%00b%2F..%0Ac", "", "a b/.. c"),
        ("/%00/", "", "example.org"),
        ("/", "", "example.org"),
        ("/index.php", "id=7", "example.org id=7"),
    ],
)
def test_a_page_is_called_by_what_tells_it_from_others(path, query, name):
    assert name_page("example.org", path, query) == name


def test_no_password_is_shown_and_no_name_in_a_path_is_lost():
    assert (
        show_address("http://a:b@c@example.org/@author/1") == "http://example.org/@author/1"
    )
    assert show_address("http://example.org/\x1b[31m") == "http://example.org/\ufffd[31m"


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        ("/story.PDF", ".pdf"),
        ("/feed.xml", ".xml"),
        ("/rise-to-3.5", ""),
        ("/story.html/", ".html"),
        ("/a.b/c", ""),
        ("", ""),
    ],
)
def test_the_ending_of_a_path(path, ending):
    assert find_ending(path) == ending


@pytest.mark.parametrize(
    "number",
    [
        "93.184.215.14",
        "2606:2800:21f:cb07::8b2c",
        "64:ff9b::5db8:d70e",
        "2002:5db8:d70e::1",
    ],
)
def test_numbers_of_hosts_on_the_internet(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        *(
            "192.168.1.1",
            "172.16.0.1",
            "239.1.1.1",
            "255.255.255.255",
            "0.0.0.0",
            "::",
            "fe80::1%eth0",
            "fec0::1",
        ),
        *(
            "ff02::1",
            "ff0e::1",
            "2001:db8::1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "2002:7f00:1::1",
            "64:ff9b::7f00:1",
        ),
        *(
            "64:ff9b:1::1",
            "2001:0:7f00:1::",
            "192.0.0.8",
            "192.88.99.1",
            "3fff::1",
            "64:ff9b::c000:8",
            "2002:c000:8::",
        ),
    ],
)
def test_numbers_of_anything_else(number):
    assert not is_public(number)
