"""Addresses: what is read, what is refused and why, and that nothing private is ever asked.
No test leaves loopback."""

import gzip
import re
import socket
import threading
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.web import fetch as web
from castlist.ingest.web.fetch import fetch
from castlist.settings import Settings
from support.web_server import NO_RULES, page, serve

LOCAL = Settings(allow_private=True, timeout_seconds=0.5, max_download_bytes=1_000_000)
PUBLIC = "93.184.215.14"
OTHER = "1.1.1.1"
PAGE = page()


class Internet:
    """Names with made-up numbers; whoever connects to a public number
    arrives at the test's server."""

    def __init__(self):
        self.names = {}  # what a name answers, one after the other; the last answer stays
        self.connected = []
        self.port = 0
        self._look_up = socket.getaddrinfo
        self._connect = socket.create_connection

    def look_up(self, host, port, *more, **options):
        if host == "localhost" or re.fullmatch("[0-9a-fx.:]+", host):
            return self._look_up(host, port, *more, **options)
        if host not in self.names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answers = self.names[host]
        numbers = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))
            for number in numbers.split()
        ]

    def connect(self, address, timeout, **options):
        self.connected.append(address[0])
        if address[0] == OTHER:
            raise ConnectionRefusedError
        return self._connect(("127.0.0.1", address[1]), timeout)


@pytest.fixture(autouse=True)
def internet(monkeypatch):
    made = Internet()
    monkeypatch.setattr(socket, "getaddrinfo", made.look_up)
    monkeypatch.setattr(socket, "create_connection", made.connect)
    return made


def read(address, chosen=LOCAL):
    return fetch(address, settings=chosen, progress=lambda message: None)


def refusal(address, chosen=LOCAL):
    with pytest.raises(InputError) as caught:
        read(address, chosen)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def answer_to(reply, path="/story", chosen=LOCAL, **more):
    """What becomes of a page that the server answers like this: a File, or the message."""
    with serve({path: reply, **{f"/{name}": other for name, other in more.items()}}) as (
        port,
        _,
    ):
        try:
            return read(f"http://127.0.0.1:{port}{path}", chosen)
        except InputError as error:
            return str(error)


# What is read


def test_a_page_comes_with_what_its_address_and_its_server_say_of_it():
    messages = []
    path = "/2026/05/drones-over-k%C3%B6ln.HTML"
    reply = page(b"<p>Drones", "Content-Type: Text/HTML; charset=ISO-8859-1")
    with serve({path: reply}) as (port, requests):
        typed = f"  http://127.0.0.1:{port}{path}#comments "
        file = fetch(typed, settings=LOCAL, progress=messages.append)
    address = f"http://127.0.0.1:{port}{path}"
    assert (file.data, file.name, file.ending) == (
        b"<p>Drones",
        "drones-over-köln",
        ".html",
    )
    assert (file.where, file.source, file.url) == (typed.strip(), address, address)
    assert file.media_type == "text/html; charset=iso-8859-1"
    assert messages[-2:] == ["asking 127.0.0.1", "reading 127.0.0.1: 0.0 MB"]
    assert re.search(r"^User-Agent: castlist/\d+\.\d+\.\d+\r$", requests[-1], re.M)
    assert "Accept-Encoding: gzip\r\n" in requests[-1]


def test_a_redirect_is_followed_with_its_cookies_and_the_final_address_counts():
    welcome = page(
        b"",
        "Location: /news/final-story.html#top",
        "Set-Cookie: seen=1; Path=/",
        status="301 Moved Permanently",
    )
    with serve({"/s/1": welcome, "/news/final-story.html": PAGE}) as (port, requests):
        file = read(f"http://127.0.0.1:{port}/s/1")
    assert (file.name, file.where[-4:]) == ("final-story", "/s/1")
    assert file.url == file.source == f"http://127.0.0.1:{port}/news/final-story.html"
    assert "Cookie: seen=1" in requests[-1]


@pytest.mark.parametrize(
    "packed",
    [
        page(gzip.compress(b"<p>Drones" * 9_000), "Content-Encoding: gzip"),
        page(
            gzip.compress(b"<p>Drones" * 4_000) + gzip.compress(b"<p>Drones" * 5_000),
            "Content-Encoding: GZIP",
        ),
        page(zlib.compress(b"<p>Drones" * 9_000), "Content-Encoding: deflate"),
        page(b"<p>Drones" * 9_000, "Content-Encoding: identity"),
    ],
    ids=["gzip", "two in a row", "deflate", "identity"],
)
def test_a_packed_page_is_unpacked(packed):
    assert answer_to(packed).data == b"<p>Drones" * 9_000


# What is refused


@pytest.mark.parametrize(
    ("status", "header", "said"),
    [
        (
            "401 Unauthorized",
            "",
            "asks for a login (HTTP 401). Save the page in your browser",
        ),
        (
            "402 Payment Required",
            "",
            "asks for payment (HTTP 402). Save the page in your browser",
        ),
        ("403 Forbidden", "", "refuses programs (HTTP 403). Save the page in your browser"),
        ("404 Not Found", "", "is not there (HTTP 404). Check the address."),
        ("410 Gone", "", "is no longer there (HTTP 410). Check the address."),
        (
            "429 Too Many Requests",
            "Retry-After: 120",
            "asks for a pause (HTTP 429). Try again in 120 seconds.",
        ),
        (
            "429 Too Many Requests",
            "Retry-After: Fri, 1 May 2026",
            "asks for a pause (HTTP 429). Try again later.",
        ),
        ("500 Internal Server Error", "", "has a fault (HTTP 500). Try again later."),
        ("304 Not Modified", "", "sends no page (HTTP 304). Save the page in your browser"),
        (
            "206 Partial Content",
            "",
            "sends no page (HTTP 206). Save the page in your browser",
        ),
        ("418 I'm a teapot", "", "sends no page (HTTP 418). Save the page in your browser"),
    ],
)
def test_a_refusal_says_what_to_do(status, header, said):
    assert said in answer_to(page(b"<p>No", *filter(None, [header]), status=status))


def silent(caller, over):
    over.wait(5)


def drip_headers(caller, over):
    caller.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(0.05):
        caller.sendall(b"X-More: 1\r\n")


def drip_body(caller, over):
    caller.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not over.wait(0.05):
        caller.sendall(b".")


def close_at_once(caller, over):
    caller.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (
            silent,
            "is too slow (silent for 0.5 seconds, or not done after 0.5). Try again later.",
        ),
        (drip_headers, "is too slow"),
        (drip_body, "is too slow"),
        (close_at_once, "broke off or is damaged"),
        (b"Welcome to the mail server\r\n\r\n", "broke off or is damaged"),
        (page(length=1_000), "broke off or is damaged"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Dr",
            "broke off or is damaged",
        ),
        (
            page(gzip.compress(b"<p>Drones" * 99)[:-4], "Content-Encoding: gzip"),
            "broke off or is damaged",
        ),
        (page(b"<p>Drones", "Content-Encoding: gzip"), "broke off or is damaged"),
        (
            page(gzip.compress(b"") * 20_000, "Content-Encoding: gzip"),
            "broke off or is damaged",
        ),
        (
            page(b"<p>Drones", "Content-Encoding: br"),
            "is packed in a way that castlist did not ask for",
        ),
        (page(b" \n"), "sends an empty page"),
        (page(b"", "Content-Encoding: gzip"), "sends an empty page"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "sends an empty page"),
        (page(b"RIFF", "Content-Type: video/mp4"), "is no text, but video"),
        (page(b"<p>" * 400_000), "sends more than 1.0 MB"),
        (page(b"", "Location: /story", status="302 Found"), "sends in a circle"),
        (
            page(b"", "Location: file:///etc/passwd", status="302 Found"),
            "is no web page (file:)",
        ),
        (
            page(b"", "Location: ftp://example.org/story", status="302 Found"),
            "is no web page (ftp:)",
        ),
        (
            page(b"", "Location: javascript:alert(1)", status="302 Found"),
            "sends on to an address that is not valid",
        ),
        (
            page(b"", "Location: http://[::1", status="302 Found"),
            "sends on to an address that is not valid",
        ),
        (
            page(b"", "Location: http://xn--a.example.org/", status="302 Found"),
            "an address that is not valid",
        ),
        (
            page(b"", "Location: http://me:secret@127.0.0.1/", status="302 Found"),
            "holds a user name or password",
        ),
    ],
)
def test_a_server_that_misbehaves_is_left_in_time(reply, said, monkeypatch):
    monkeypatch.setattr(web, "_PATIENCE", 1)
    message = answer_to(reply)
    assert said in message
    assert message.startswith("http://127.0.0.1:")
    assert "secret" not in message


def test_more_redirects_than_allowed():
    steps = {
        f"/{n}": page(b"", f"Location: /{n + 1}", status="302 Found") for n in range(9)
    }
    with serve(steps) as (port, requests):
        assert "sends on more than 5 times" in refusal(f"http://127.0.0.1:{port}/0")
    assert sum("robots" not in head for head in requests) == 6


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = page(gzip.compress(bytes(100_000_000)), "Content-Encoding: gzip")
    tracemalloc.start()
    try:
        assert "sends more than 1.0 MB" in answer_to(bomb)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "ftp://example.org/story.txt",
            "is no web page (ftp:). Download it and run castlist on the file.",
        ),
        ("FILE:///etc/passwd", "is no web page (file:)"),
        ("http:///story", "is not a valid address"),
        ("http://example.org:99999/", "is not a valid address"),
        ("http://example.org:0/", "is not a valid address"),
        ("http://[::1/", "is not a valid address"),
        ("http://256.1.1.1/", "is not a valid address"),
        ("http://exam\nple.org/", "is not a valid address"),
        ("http://\ud800.org/", "is not a valid address"),
        ("http://nowhere.example.org/", "there is no host called nowhere.example.org"),
        (
            "http://xn--i-7iq.example.org/",
            "has a host whose name cannot be read. Save the page",
        ),
        (f"http://{'a' * 64}.org/", "there is no host called aaa"),
        (
            "http://me:secret@example.org/story",
            "http://example.org/story holds a user name or password",
        ),
        ("http://me:se/secret@example.org/", "http://... is not a valid address"),
    ],
)
def test_an_address_that_cannot_be_asked(address, said):
    message = refusal(address)
    assert said in message
    assert "secret" not in message


def test_certificates_that_are_not_there(monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    assert "Correct these variables, or unset them." in refusal("https://example.org/")


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    message = refusal(f"http://127.0.0.1:{port}/")
    assert "cannot be reached (" in message
    assert "not through a proxy" in message


# Private addresses


HERE = "127.0.0.1 localhost [::1] 2130706433 0x7f.1 0177.1 127.1 0 [::ffff:127.0.0.1]"
NEAR = (
    "10.0.0.8 169.254.169.254 100.64.0.1 224.0.0.251 [fe80::1] [fd00::1] [64:ff9b::a00:8]"
)


@pytest.mark.parametrize("host", f"{HERE} {NEAR}".split())
def test_this_machine_and_its_network_are_not_asked_unless_that_is_meant(host, internet):
    for scheme in ("http", "https"):
        assert "run again with --allow-private" in refusal(
            f"{scheme}://{host}/", Settings()
        )
    assert internet.connected == []


def test_the_number_that_was_checked_is_the_one_that_is_asked(internet):
    internet.names["news.example.org"] = [PUBLIC]
    with serve({"/story": PAGE}) as (port, requests):
        assert read(f"http://news.example.org:{port}/story", Settings()).url.startswith(
            "http://news.example.org:"
        )
    assert internet.connected == [PUBLIC, PUBLIC]  # robots.txt and the page
    assert f"Host: news.example.org:{port}\r\n" in requests[-1]


@pytest.mark.parametrize("later", ["127.0.0.1", f"{PUBLIC} 10.0.0.8"])
def test_a_name_that_answers_differently_the_second_time(internet, later):
    internet.names["news.example.org"] = [PUBLIC, later]
    with serve({"/story": PAGE}) as (port, requests):
        assert "private network" in refusal(
            f"http://news.example.org:{port}/story", Settings()
        )
    assert internet.connected == [PUBLIC]
    assert len(requests) == 1


def test_the_next_number_of_a_host_is_asked_if_the_first_is_not_reached(internet):
    internet.names["news.example.org"] = [f"{OTHER} {PUBLIC}"]
    with serve({"/story": PAGE}) as (port, _):
        assert (
            read(f"http://news.example.org:{port}/story", Settings()).data
            == b"<p>Drones over the coast."
        )
    assert internet.connected == [OTHER, PUBLIC, OTHER, PUBLIC]


@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:{}/secret", "http://inside.example.org:{}/secret"]
)
@pytest.mark.parametrize("start", ["/story", "/robots.txt"])
def test_a_public_name_cannot_send_on_to_this_machine(internet, place, start):
    internet.names |= {"news.example.org": [PUBLIC], "inside.example.org": ["127.0.0.1"]}
    answers = {"/secret": PAGE}
    with serve(answers) as (port, requests):
        answers[start] = page(b"", f"Location: {place.format(port)}", status="302 Found")
        assert "private network (127.0.0.1)" in refusal(
            f"http://news.example.org:{port}/story", Settings()
        )
    assert set(internet.connected) == {PUBLIC}
    assert not any("secret" in head for head in requests)


def test_a_proxy_of_the_environment_is_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert answer_to(PAGE).data == b"<p>Drones over the coast."


def test_https_asks_for_the_name_and_takes_no_open_answer(internet):
    internet.names["news.example.org"] = [PUBLIC]
    heard = []

    def answer(door):
        caller, _ = door.accept()
        with caller:
            heard.append(caller.recv(65536))
            caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as door:
        server = threading.Thread(target=answer, args=(door,))
        server.start()
        message = refusal(
            f"https://news.example.org:{door.getsockname()[1]}/",
            Settings(timeout_seconds=5),
        )
        server.join()
    assert "has no secure connection to offer" in message
    assert b"news.example.org" in heard[0]


# robots.txt


@pytest.mark.parametrize(
    ("robots", "said"),
    [
        (
            page(b"User-agent: *\nDisallow: /"),
            "may not be read by programs, says its robots.txt. Save the page",
        ),
        (
            page(b"\xef\xbb\xbfUser-agent: castlist\nDisallow: /st*y$"),
            "says its robots.txt",
        ),
        (page(b"User-agent: *\nDisallow: /\n" + b"#\n" * 300_000), "says its robots.txt"),
        (
            page(b"", status="503 Service Unavailable"),
            "while its robots.txt has a fault (HTTP 503). Try again later.",
        ),
        (page(b"User-agent: *", length=1_000), "broke off or is damaged"),
        (page(b"", "Location: /robots.txt", status="302 Found"), "sends in a circle"),
        (
            page(b"User-agent: a\v" * 9_000 + b"Disallow: /b\v" * 9_000),
            "a robots.txt with too many rules",
        ),
    ],
)
def test_what_robots_txt_forbids_is_not_asked(robots, said):
    with serve({"/robots.txt": robots, "/story": PAGE}) as (port, requests):
        assert said in refusal(f"http://127.0.0.1:{port}/story")
    assert not any("GET /story" in head for head in requests)


@pytest.mark.parametrize(
    "robots",
    [
        page(b"User-agent: *\nDisallow: /\nAllow: /story"),
        page(b"User-agent: *\nDisallow: /\nUser-agent: castlist\nDisallow: /other"),
        page(b"<html><p>Not found"),
        page(b"", status="401 Unauthorized"),
        page(b"", status="429 Too Many Requests"),
        NO_RULES,
        page(b"#\n" * 255_998 + b"User-agent: *\nDisallow: /other\nDisallow: /"),
        page(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip"),
    ],
)
def test_what_robots_txt_allows_is_read(robots):
    assert answer_to(PAGE, **{"robots.txt": robots}).data == b"<p>Drones over the coast."


def test_each_site_on_the_way_is_asked_for_its_robots_txt_once(internet):
    internet.names |= {"news.example.org": [PUBLIC], "other.example.org": [PUBLIC]}
    answers = {
        "/robots.txt": page(b"User-agent: *\nDisallow: /private"),
        "/private/1": PAGE,
    }
    with serve(answers) as (port, requests):
        answers["/a"] = page(b"", "Location: /b", status="302 Found")
        answers["/b"] = page(
            b"", f"Location: http://other.example.org:{port}/private/1", status="302 Found"
        )
        message = refusal(f"http://news.example.org:{port}/a", Settings())
    assert "(sent on to http://other.example.org) may not be read by programs" in message
    assert [head.split()[1] for head in requests] == [
        "/robots.txt",
        "/a",
        "/b",
        "/robots.txt",
    ]


# Anything at all

ANSWER = page(
    gzip.compress(b"<p>Drones" * 50), "Content-Encoding: gzip", "Content-Type: text/html"
)


@given(st.data())
def test_whatever_a_server_sends_gives_a_file_or_one_sentence(data):
    start = data.draw(st.integers(0, len(ANSWER)))
    noise = data.draw(st.binary(max_size=40))
    broken = ANSWER[:start] + noise + ANSWER[start + data.draw(st.integers(0, 40)) :]
    robots = data.draw(st.sampled_from([NO_RULES, page(noise), broken]))
    answer_to(broken, **{"robots.txt": robots})


@given(
    st.text(max_size=30),
    st.sampled_from(
        ["http://", "https://", "http://[", "HTTP://a@", "http://example.org:"]
    ),
)
def test_whatever_an_address_holds_gives_one_sentence(rest, start):
    with pytest.raises(InputError):
        read(start + rest, Settings())


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30))
def test_wherever_a_redirect_points_gives_a_file_or_one_sentence(place):
    answer_to(
        page(b"", f"Location: {place}", status="302 Found"),
        chosen=Settings(timeout_seconds=0.5),
    )
