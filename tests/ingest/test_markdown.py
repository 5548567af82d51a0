import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from castlist.errors import InputError
from castlist.ingest.markdown import looks_like_markdown, read_markdown
from support.ingest_formats import FILES, RAW, damaged, make_desk, read, survives

MARKDOWN = FILES / "markdown"


def test_a_post_is_its_blocks_and_says_what_it_leaves_out():
    (raw,) = read(read_markdown, MARKDOWN / "post.md")
    lines = raw.text.split("\n")
    rules = {left.line: left.rule for left in raw.left_out}
    assert [rules.get(n) for n in range(1, 10)] == ["front_matter"] * 9
    assert [(lines[n - 1], rule) for n, rule in rules.items() if n > 9] == [
        ("Pilgrims at the Grand Mosque in 2008", "caption"),
        ('print("no news")', "code"),
    ]
    kept = [line for n, line in enumerate(lines, 1) if n not in rules]
    assert kept[0] == raw.title == "At least 107 killed in Mecca crane collapse"
    assert kept[1:3] == [
        "A storm yesterday caused a crane to fall into Mecca's Grand Mosque, killing 107 or more and wounding 238,",
        "according to Saudi Arabia's Civil Defense Authority.",
    ]
    # a quotation, its lines joined
    assert kept[3].startswith("Civil Defense Authority director")
    assert kept[4:11] == [
        "What was hurt",
        "People",
        "107 killed",
        "Buildings",
        "Group | Number",
        "Killed | 107",
        "Wounded | 238",
    ]
    assert kept[11].startswith("The crane accident")  # HTML
    assert raw.laid_out


def test_front_matter_gives_what_it_says():
    (raw,) = read(read_markdown, MARKDOWN / "post.md")
    assert (raw.author, raw.outlet) == ("Ann Example, Bo Example", "Wikinews")
    assert (raw.published, raw.published_from) == ("2015-09-12", "front matter")
    assert (
        raw.url
        == "https://en.wikinews.org/wiki/At_least_107_killed_in_Mecca_crane_collapse"
    )


@pytest.mark.parametrize(
    ("front", "field", "expected"),
    [
        ("title: 'It''s a title'", "title", "It''s a title"),
        ("title: Plain # with a comment", "title", "Plain"),
        ("title: |\n  a block", "title", ""),
        ("title: &anchor x", "title", ""),
        ("Title: In capitals", "title", "In capitals"),
        ("author: ann@example.org", "author", ""),
        ("date: yesterday", "published", ""),
        ("date: 2024-02-30", "published", ""),
        ("url: javascript:alert(1)", "url", ""),
        ("url: file:///etc/passwd", "url", ""),
        ("draft: true", "title", ""),
    ],
)
def test_front_matter_is_read_line_by_line_and_never_run(front, field, expected):
    (raw,) = read(read_markdown, f"---\n{front}\n---\nThe text.\n".encode())
    assert getattr(raw, field) == expected
    assert raw.text.endswith("\nThe text.")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "---\n\nA rule above, and one below.\n\n---\nMore.",
            ["A rule above, and one below.", "More."],
        ),
        ("One\ntwo\n\nthree", ["One two", "three"]),
        ("Title\n=====\n\ntext", ["Title", "text"]),
        (
            "a *b* **c** `d` ~~e~~ [f](https://example.org) <https://example.org> &amp; \\*",
            ["a b c d e f https://example.org & *"],
        ),
        ("a [b][1]\n\n[1]: https://example.org 'c'", ["a b"]),
        ("> a\n> b\n\n* c\n* d\n\n1. e", ["a b", "c", "d", "e"]),
        ("a <span class='x'>b</span><br/>c", ["a b", "c"]),
        ("<script>x()</script>\n\na", ["a"]),
        ("| a | b |\n|---|---|\n| *c* |  |", ["a | b", "c"]),
        ("a\x85b\u2028c\x07", None),
    ],
)
def test_a_block_is_a_line_without_marks(text, lines):
    if lines is None:
        with pytest.raises(InputError, match="control character"):
            read(read_markdown, text.encode())
    else:
        (raw,) = read(read_markdown, text.encode())
        assert raw.text.split("\n") == lines


@pytest.mark.parametrize(
    ("data", "limits", "says"),
    [
        (b"\n\n---\n\n***\n", {}, "no text"),
        (b"![only a picture](x.png)\n", {}, "no text"),
        (b"a" * 101, {"max_characters": 100}, "101 characters"),
        (b"![" * 20_001, {}, "more than 20,000 lines or links"),
        (b"- a\n" * 50_001, {}, "200,004 characters of Markdown"),
        (b"\x00\x01\x02\xff", {}, "binary"),
    ],
)
def test_what_cannot_be_read_says_why(data, limits, says):
    with pytest.raises(InputError, match=says):
        read(read_markdown, data, make_desk(**limits))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ((MARKDOWN / "post.md").read_text(encoding="utf-8"), True),
        ((MARKDOWN / "notes.txt").read_text(encoding="utf-8"), True),
        ((MARKDOWN / "post.md").read_text(encoding="utf-8").replace("\n", "\r\n"), True),
        ("# A heading\n\nand **bold** words", True),
        # a numbered list in a mail, a list of hash signs
        ("# A heading\n\n# Another\n\ntext", False),
        ("See [the report](https://example.org/report).", False),
        ("> quoted\n> again\n\n* one\n* two\n\n- three\n\n1. four", False),
        ("2 ** 3 ** 4 and a[1](x) # no heading", False),
        ("#news #politics\n\nText with [brackets] (and parentheses).", False),
        ("---\nA line\n---\nAnother", False),
        ("", False),
    ],
)
def test_only_strong_evidence_makes_a_text_markdown(text, expected):
    assert looks_like_markdown(text) is expected


@pytest.mark.parametrize("path", sorted(RAW.rglob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("prefix", ["", "> "], ids=["plain", "quoted"])
def test_a_plain_article_is_no_markdown(path, prefix):
    text = path.read_text(encoding="utf-8")
    assert not looks_like_markdown(text)
    wrapped = (
        textwrap.fill(line, 72, initial_indent=prefix, subsequent_indent=prefix)
        for line in text.split("\n")
    )
    assert not looks_like_markdown("\n".join(wrapped))


@given(
    damaged((MARKDOWN / "post.md").read_bytes())
    | st.text(alphabet="#*_`[]()!<>&|-~ \n\tab:/\\\"'", max_size=200).map(str.encode)
    | st.binary(max_size=200)
)
def test_no_damaged_markdown_breaks_the_reader(data):
    survives(read_markdown, data)
