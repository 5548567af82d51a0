"""A decision at the desk takes no second on 10,000 words."""

import time

import pytest

from castlist.desk import Desk
from castlist.pipeline import read_article, read_text
from castlist.steps import save, tabulate
from support.paths import ARTICLES


@pytest.fixture(scope="module")
def desk(nlp, tmp_path_factory):
    """All articles one after the other, and some again, as one."""
    texts = [read_article(path).text for path in ARTICLES]
    again = "\n\n".join(texts[1:6]).split("\n\n")
    texts += [f"{paragraph} So much for that." for paragraph in again]  # else it is cut
    article = read_text("\n\n".join(texts), name="long")
    assert article.row.words > 9_000
    folder = tmp_path_factory.mktemp("long") / "long"
    save(tabulate(article, nlp), folder)
    return Desk.open(folder, reviewed=folder.parent / "reviewed")


def test_a_decision_and_its_undo(desk):
    item = next(i for i in desk.items("mentions") if i.kind == "pronoun" and i.actor)
    cells = {"action": "assign", "surface": item.words, "scope": item.key}
    times = []
    for other in desk.items("actors")[1:4]:
        begin = time.perf_counter()
        desk.decide({**cells, "target": other.actor})
        desk.unseen()
        times.append(time.perf_counter() - begin)
    assert min(times) < 1
    begin = time.perf_counter()
    assert "->" in desk.undo().says
    assert time.perf_counter() - begin < 3
