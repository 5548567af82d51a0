import time
from email import message_from_string
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.detect import find_kind
from castlist.ingest.mail import read_mail
from castlist.model import LeftOut, Raw
from castlist.settings import Settings
from support.ingest_formats import FILES, damaged, make_desk, make_file, read, survives

EML = FILES / "eml"
PLAIN = "Ten words stand here in the plain part of it.\n"
PAGE = "<html><body><p>Ten words stand here in the page part of it.</p></body></html>"


def page_with(text: str, left_out: tuple[LeftOut, ...] = ()):
    """A context whose reader of pages finds this article; nothing else is opened in it."""

    def read_page(file, context):
        assert file.media_type == "text/html; charset=utf-8"
        if not text:
            raise InputError(f"{file.where} has no article text.")
        yield Raw(
            text,
            file.name,
            file.source,
            "pages 1.0",
            title="From the page",
            author="Ann",
            left_out=left_out,
        )

    return make_desk(read_page)


def mail(*, plain: str = "", page: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    for name, value in (
        {"Subject": "A subject", "From": "Ann Example <ann@example.org>"} | headers
    ).items():
        message[name.replace("_", "-")] = value
    if plain:
        message.set_content(plain)
    if page:
        (message.add_alternative if plain else message.set_content)(page, subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("plain", "found", "extractor"),
    [
        (PLAIN, "An article of seven words is here.", "mail, pages 1.0"),
        (PLAIN, "Three words only.", "mail, text (utf-8)"),
        (PLAIN, "", "mail, text (utf-8)"),
        ("", "Three words only.", "mail, pages 1.0"),
        ("", "", "mail, html, all lines"),
    ],
)
def test_the_fuller_part_is_read(plain, found, extractor):
    (raw,) = read(read_mail, mail(plain=plain, page=PAGE), page_with(found))
    assert raw.extractor == extractor


def test_a_part_without_headers_of_its_own_is_plain_text():
    story = "An article of seven words is here.\n"
    data = (
        "From: Ann <ann@example.org>\nSubject: Storm\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/alternative; boundary="x"\n\n--x\n\n{story}\n--x--\n'
    ).encode()
    (raw,) = read_mail(make_file(data), make_desk())
    assert raw.text.strip() == story.strip()


def test_what_the_page_leaves_out_does_not_make_it_fuller():
    menu = (LeftOut(2, "page", "a menu"),)
    (raw,) = read(
        read_mail,
        mail(plain=PLAIN, page=PAGE),
        page_with("Two words.\nand many words of a long menu", menu),
    )
    assert raw.extractor == "mail, text (utf-8)"


def test_a_mail_with_nothing_but_tables_is_read_line_by_line_and_says_so():
    (raw,) = read(read_mail, EML / "html-in-tables.eml", page_with(""))
    lines = raw.text.split("\n")
    assert lines[:2] == [
        "View this email in your browser",
        "At least 107 killed in Mecca crane collapse",
    ]
    assert len(lines) == 10
    assert raw.notes == (
        "No article was found in the mail's HTML; every visible line was read.",
    )


def test_a_newsletter_names_its_outlet_its_title_and_the_senders_day():
    (raw,) = read(read_mail, EML / "newsletter.eml")
    assert raw.title == "North Korea puts military in 'quasi-state of war'"
    assert raw.outlet == "Wikinews – the morning"
    # 00:30 there, the day before in UTC
    assert (raw.published, raw.published_from) == ("2015-08-22", "mail header")
    assert raw.author == ""
    assert (
        "Both countries have put their militaries on high levels of alert."
        in raw.text.split("\n")
    )


@pytest.mark.parametrize(
    ("headers", "outlet"),
    [
        ({"List_Unsubscribe": "<https://example.org/off>"}, "Ann Example"),
        ({"List_Id": "<news.example.org>", "From": "news@example.org"}, ""),
        (
            {
                "List_Id": "<news.example.org>",
                "From": '"news@example.org" <news@example.org>',
            },
            "",
        ),
        (
            {
                "List_Id": "<news.example.org>",
                "From": "=?utf-8?q?Le_Caf=C3=A9?= <news@example.org>",
            },
            "Le Café",
        ),
        ({}, ""),  # a person's mail
    ],
)
def test_only_the_name_of_a_newsletters_sender_is_an_outlet(headers, outlet):
    (raw,) = read(read_mail, mail(plain=PLAIN, **headers))
    assert raw.outlet == outlet


@pytest.mark.parametrize(
    "day",
    [
        "",
        "yesterday",
        "Mon, 99 Aug 2015 00:00:00 +0000",
        "Sat, 22 Aug 99999999999999999999 00:30:00",
    ],
)
def test_a_date_that_is_none_stays_empty(day):
    (raw,) = read(read_mail, b"Subject: x\nDate: %b\n\n%b" % (day.encode(), PLAIN.encode()))
    assert (raw.published, raw.published_from) == ("", "")


def test_attachments_are_named_not_read():
    (raw,) = read(read_mail, EML / "attachments.eml")
    assert raw.notes == ("Attachments that were not read: 2 (annual report.pdf, map.gif).",)
    assert "%PDF" not in raw.text


def test_text_in_another_charset_than_stated_is_read():
    (raw,) = read(read_mail, EML / "wrong-charset.eml")
    assert "Now that we’re in 2011" in raw.text
    assert (raw.title, raw.published) == ("The end of a browser", "")  # "not a date"


def test_broken_headers_cost_only_what_they_said():
    (raw,) = read(read_mail, EML / "broken-mime.eml")
    assert raw.text.startswith("Hackers attack Church of Scientology website")
    assert (raw.published, raw.outlet) == ("", "")


@pytest.mark.parametrize(
    ("data", "limits", "says"),
    [
        ((EML / "encrypted.eml").read_bytes(), {}, "is an encrypted mail"),
        (mail(), {}, "is a mail without text"),
        (b"", {}, "is a mail without text"),
        (mail(plain=PLAIN), {"max_page_bytes": 100}, "more than 100 bytes"),
        (b"Subject: x\n" + b"\n--b\n\n" * 12, {"max_members": 10}, "more than 10 parts"),
        (b"Content-Type: message/rfc822\n\n" * 2000, {}, "broken mail"),
    ],
    ids=["encrypted", "no body", "empty", "large", "many parts", "nested"],
)
def test_what_cannot_be_read_says_why(data, limits, says):
    with pytest.raises(InputError, match=says):
        read(read_mail, data, make_desk(**limits))


@pytest.mark.parametrize("piece", ["(", "a,", "=?utf-8?q?a?= ", "<a@b>,", '"', ";x*0*=''y"])
def test_an_endless_header_costs_no_time(piece):
    value = (piece * 200_000).encode()
    headers = b"List-Id: x\nFrom: %b\nSubject: %b\nContent-Type: text/plain; x=%b\n\n" % (
        value,
        value,
        value,
    )
    started = time.perf_counter()
    survives(read_mail, headers + PLAIN.encode())
    assert time.perf_counter() - started < 5  # it takes a tenth of a second


@given(
    st.sampled_from(["newsletter.eml", "attachments.eml", "broken-mime.eml"]).flatmap(
        lambda name: damaged((EML / name).read_bytes())
    )
    | st.binary(max_size=300)
)
def test_no_damaged_mail_breaks_the_reader(data):
    survives(read_mail, data, page_with("One article of the page."))


def test_the_name_of_the_file_names_the_article():
    (raw,) = read_mail(make_file(EML / "plain.eml"), make_desk())
    assert (raw.name, raw.source, raw.title) == (
        "plain",
        "plain.eml",
        "What I read – today",
    )


HEADERS = (
    "From: Ann Roe <ann@example.org>\nTo: desk@example.org\nSubject: A storm\n"
    "Date: Mon, 15 Apr 2024 10:00:00 +0000\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\n"
)


@pytest.mark.parametrize(
    "head",
    [
        HEADERS.replace("Subject: ", "Subject:"),
        HEADERS.replace("To: desk@example.org", "To:"),
        f"From ann@example.org Mon Apr 15 10:00:00 2024\n{HEADERS}",
        HEADERS.replace("\n", "\r\n"),
    ],
)
def test_mails_with_odd_headers_are_mails(head):
    file = make_file(f"{head}\n{PLAIN}".encode())
    assert find_kind(file, Settings()) == "mail"
    (raw,) = read_mail(file, make_desk())
    assert (raw.title, raw.text.strip(), raw.published) == (
        "A storm",
        PLAIN.strip(),
        "2024-04-15",
    )


@pytest.mark.parametrize("around", ["FYI", "", "See below.\n-- \nAnn"])
def test_a_mail_that_is_forwarded_as_an_attachment_is_the_article(around):
    outer = EmailMessage()
    outer["Subject"] = "Fwd: A storm"
    outer["From"] = "Bo Poe <bo@example.org>"
    outer["Date"] = "Tue, 16 Apr 2024 10:00:00 +0000"
    outer.set_content(around)
    outer.add_attachment(message_from_string(f"{HEADERS}\n{PLAIN * 3}", policy=default))
    (raw,) = read_mail(make_file(outer.as_bytes()), make_desk())
    assert (raw.title, raw.published) == ("A storm", "2024-04-15")
    assert raw.text.split() == (PLAIN * 3).split()
    assert "attached" in raw.notes[0]
    assert (around.split("\n")[0] in raw.notes[0]) if around else True


def test_a_long_mail_with_others_attached_says_that_they_were_not_read():
    outer = EmailMessage()
    outer["Subject"] = "A storm"
    outer.set_content(PLAIN * 5)
    outer.add_attachment(message_from_string(f"{HEADERS}\n{PLAIN}", policy=default))
    (raw,) = read_mail(make_file(outer.as_bytes()), make_desk())
    assert raw.text.split() == (PLAIN * 5).split()
    assert "Mails that are attached were not read: 1." in raw.notes
