"""Pages of interviews: names in bold, in headings and in lists are the labels of turns."""

import pytest

from castlist.pipeline import Reading, read_article

QA = (
    ("Jonas Brede", "Did you see the rocks fall on Monday morning?"),
    (
        "Irma Falk",
        "I did. I was on the road below with my dog when the first of them came down.",
    ),
    ("Jonas Brede", "And what did you do then, in that very moment?"),
    ("Irma Falk", "I ran, and so did the dog. We reached the church before the dust did."),
)
LEAD = (
    "<p>The geologist Irma Falk has watched the mountain above the village for thirty years, and it has"
    " never moved as fast as it does this spring, her instruments say.</p>"
)
FORMS = {
    "bold": "<p><b>{name}</b> {text}</p>",
    "bold with a colon": "<p><strong>{name}:</strong> {text}</p>",
    "bold on a line of its own": "<p><strong>{name}</strong><br>{text}</p>",
    "headings": "<h3>{name}</h3><p>{text}</p>",
    "a list of definitions": "<dl><dt>{name}</dt><dd>{text}</dd></dl>",
}


def read(tmp_path, body):
    path = tmp_path / "page.html"
    page = f"<html><head><title>The mountain moves</title></head><body><article><h1>The mountain moves</h1>{body}</article></body></html>"
    path.write_text(page, encoding="utf-8")
    return read_article(path, Reading(force=True))


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_name_that_a_page_sets_apart_is_a_label(form, tmp_path):
    article = read(tmp_path, LEAD + "".join(form.format(name=n, text=t) for n, t in QA))
    assert article.row.form == "interview"


def test_words_in_bold_stay_in_their_line(tmp_path):
    bold = ["Monday", "Four people", "Monday", "Nobody"]
    body = "".join(
        f"<p><b>{b}</b> saw the rocks fall on the road below the old church.</p>"
        for b in bold
    )
    article = read(tmp_path, LEAD + body)
    assert article.row.form == "report"
    assert "Monday saw the rocks" in article.text
