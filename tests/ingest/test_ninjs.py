import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.ninjs import is_ninjs, read_ninjs
from support.ingest_formats import FILES, damaged, make_desk, read, survives

NINJS = FILES / "ninjs"


def item(**fields: object) -> bytes:
    return json.dumps({"uri": "urn:x:1", "body_text": "The text of it."} | fields).encode()


def test_version_1_gives_headline_byline_and_the_first_date():
    (raw,) = read(read_ninjs, NINJS / "version-1.json")
    lines = raw.text.split("\n")
    assert lines[0] == raw.title == "At least 107 killed in Mecca crane collapse"
    assert lines[1].startswith("A storm yesterday")
    assert (raw.author, raw.outlet, raw.language) == (
        "Wikinews contributors",
        "Wikinews",
        "en",
    )
    assert (raw.published, raw.published_from) == ("2015-09-12", "ninjs firstcreated")
    assert (
        raw.url
        == "https://en.wikinews.org/wiki/At_least_107_killed_in_Mecca_crane_collapse"
    )
    assert raw.notes == ("Terms of use: CC BY 2.5",)
    assert [(lines[left.line - 1], left.reason) for left in raw.left_out] == [
        ("Pilgrims in 2008. Photo: Example", "a picture's caption")
    ]
    assert raw.laid_out


def test_version_2_gives_the_main_headline_once_and_the_marked_up_body():
    (raw,) = read(read_ninjs, NINJS / "version-2.json")
    lines = raw.text.split("\n")
    assert raw.title == "North Korea puts military in 'quasi-state of war'"
    assert lines.count(raw.title) == 1
    assert len(lines) == 7
    # the day where it was written
    assert (raw.published, raw.published_from) == ("2015-08-21", "ninjs versioncreated")
    assert (raw.outlet, raw.url) == ("", "")  # two sources; a name that is no address
    assert raw.laid_out


def test_version_3_writes_its_names_with_capitals():
    (raw,) = read(read_ninjs, NINJS / "version-3.json")
    assert (raw.published, raw.published_from) == ("2011-03-15", "ninjs contentcreated")
    assert raw.author == ""  # a mail address
    assert (
        raw.text.split("\n")[0]
        == raw.title
        == "Microsoft waits for death of Internet Explorer 6"
    )
    assert not raw.laid_out


def test_a_list_gives_every_item_and_says_which_has_no_text():
    first, second, third = read(read_ninjs, NINJS / "list.json")
    assert first.name == "North Korea puts military in 'quasi-state of war'"
    assert isinstance(second, InputError)
    assert "list.json, item 2 has no text in it (type: picture)" in str(second)
    assert third.notes == (
        "Its publication status is: canceled.",
        "Embargoed until 2011-03-16T00:00:00Z.",
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"uri": "x", "body_text": "y"}, True),
        ({"guid": "x", "body_html": "y"}, True),
        ({"uri": "x", "bodies": [{"value": "y"}]}, True),
        # a picture: the error will say so
        ({"URI": "x", "versionCreated": "2024-01-01"}, True),
        ({"uri": "x", "headline": "y", "text": "z"}, False),
        ({"body_text": "y"}, False),
        ({"uri": "x", "bodies": "y"}, False),
        ({"uri": "x", "bodies": [1, None, {"value": 3}]}, False),
        ([], False),
        ("x", False),
        (None, False),
    ],
)
def test_an_item_is_known_by_its_keys(value, expected):
    assert is_ninjs(value) is expected


@pytest.mark.parametrize(
    ("fields", "field", "expected"),
    [
        ({"firstcreated": "2024-02-30"}, "published", ""),
        (
            {"firstcreated": 5, "versioncreated": "2024-02-29T00:00:00Z"},
            "published",
            "2024-02-29",
        ),
        ({"by": "By Ann Example"}, "author", "Ann Example"),
        ({"infosources": [{"name": "The Agency"}]}, "outlet", "The Agency"),
        ({"infosources": "x", "copyrightholder": ["y"]}, "outlet", ""),
        ({"language": "nb-NO"}, "language", "nb"),
        ({"language": "x-klingon"}, "language", ""),
        ({"headline": "Half \ud800 a\u0000 character"}, "title", "Half a character"),
        ({"body_text": "One.\r\nTwo.\x07\u2028Three."}, "text", "One.\nTwo.\nThree."),
        ({"body_html": "<p>One.</p><p>Two.</p>"}, "text", "One.\nTwo."),
        ({"headline": "One.", "body_html": "<p>One.</p><p>Two.</p>"}, "text", "One.\nTwo."),
    ],
)
def test_what_an_item_says_of_itself(fields, field, expected):
    (raw,) = read(read_ninjs, item(**fields))
    assert getattr(raw, field) == expected


@pytest.mark.parametrize(
    ("data", "limits", "says"),
    [
        ((NINJS / "no-ninjs.json").read_bytes(), {}, "needs uri"),
        (b"{", {}, "no valid JSON"),
        (b"\xff\xfe\x00", {}, "no valid JSON"),
        (b"[" * 100_000, {}, "no valid JSON"),
        (b'{"uri": ' + b"9" * 5000 + b"}", {}, "no valid JSON"),
        (b'{"uri": "x", "body_text": NaN, "versioncreated": 1e999}', {}, "no text"),
        (b"[]", {}, "no ninjs"),
        (item(body_text=" \n "), {}, "no text"),
        (b"[" + item() + b"," + item() + b"]", {"max_members": 1}, "2 items"),
        (item(), {"max_page_bytes": 10}, "larger than 10 bytes"),
    ],
)
def test_what_cannot_be_read_says_why(data, limits, says):
    with pytest.raises(InputError, match=says):
        read(read_ninjs, data, make_desk(**limits))


def test_of_a_key_that_is_there_twice_the_last_counts():
    (raw,) = read(read_ninjs, b'{"uri": "x", "body_text": "One.", "body_text": "Two."}')
    assert raw.text == "Two."


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
_KEYS = [
    "uri",
    "by",
    "headline",
    "headlines",
    "bodies",
    "body_html",
    "versioncreated",
    "infosources",
    "language",
]


@given(damaged((NINJS / "version-2.json").read_bytes()) | st.binary(max_size=200))
def test_no_damaged_item_breaks_the_reader(data):
    survives(read_ninjs, data)


@given(st.dictionaries(st.sampled_from(_KEYS), _JSON))
def test_no_unexpected_value_breaks_the_reader(fields):
    survives(read_ninjs, item(**fields))
