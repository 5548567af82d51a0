"""What notebooks show is readable, and article text never becomes HTML."""

import re

import pandas as pd

from castlist.notebook import show, show_lines, table
from castlist.pipeline import read_text
from castlist.steps import tabulate

HOSTILE = (
    "<script>alert(1)</script> said Ana Lopez on Monday & the town <img src=x onerror=alert(1)> listened to "
    "Lopez for an hour, although nobody in the old hall had asked her.\nShare this"
)


def test_every_mention_is_marked_once_with_its_evidence(sample):
    html = show(sample).data
    marked = "".join(re.findall(r'<span style="[^"]*" title="([^"]*)"', html))
    assert marked.count("(pronoun)") == (sample.mentions["kind"] == "pronoun").sum() > 5
    assert (
        'title="erdogan (name): “Erdogan” is written 5 times; found by the model as GPE">Erdogan</span>'
        in html
    )


def test_one_paragraph_can_be_shown(sample):
    assert show(sample, paragraph=3).data.count("<p ") == 1


def test_cut_lines_are_struck_through_with_the_reason(sample):
    html = show_lines(sample).data
    assert html.count("<s>") == 4
    assert "<s>Leave a Reply</s> <b>cut: a comment form</b>" in html


def test_article_text_is_data(nlp):
    tables = tabulate(read_text(HOSTILE), nlp)
    shown = [
        show(tables),
        show_lines(tables),
        table(tables.paragraphs),
        table(pd.DataFrame({"<b>": ["<i>"]})),
    ]
    for html in shown:
        assert not re.search(r"<(script|img|i|b>&)", html.data)
    assert "&lt;script&gt;" in shown[0].data
