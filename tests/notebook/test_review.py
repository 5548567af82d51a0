"""The desk as a notebook shows it, without a browser: requests in, what is shown out."""

import pytest

import castlist
from castlist.decisions import read_decisions
from castlist.desk import Desk
from castlist.errors import InputError
from castlist.notebook.review.widget import Review
from castlist.pipeline import read_text
from castlist.steps import save, tabulate
from castlist.tables import read

KEY = "putin-erdogan-drones"
HOSTILE = (
    "</script><img src=x onerror=alert(1)> \u202e said Ana Lopez on Monday and the town of Riga listened to "
    "Lopez for an hour, although nobody in the old hall had asked her."
)


@pytest.fixture
def desk(sample, tmp_path):
    save(sample, tmp_path / KEY)
    return Desk.open(tmp_path / KEY, reviewed=tmp_path / "reviewed")


@pytest.fixture
def widget(desk):
    return Review(desk)


def ask(widget, do, **more):
    widget._hear(widget, {"do": do, **more}, [])
    return widget.said


def test_it_shows_itself_in_the_same_words_each_time(desk):
    assert repr(Review(desk)) == repr(Review(desk)) == f"Review of {KEY}: not reviewed"


def test_plain_python_gets_the_widget_and_a_run_by_itself_a_line(
    sample, tmp_path, monkeypatch
):
    save(sample, tmp_path / KEY)
    shown = castlist.review(tmp_path / KEY, reviewed=tmp_path, by="AB")
    assert isinstance(shown, Review)
    assert shown.desk.by == "AB"

    class Kernel:
        def get_parent(self):
            return {"content": {"allow_stdin": False}}

    class Shell:
        kernel = Kernel()

    monkeypatch.setattr("IPython.get_ipython", Shell)
    shown = castlist.review(tmp_path / KEY, reviewed=tmp_path)
    assert repr(shown) == (
        f"{KEY}: not reviewed. To review it, run this cell in JupyterLab."
    )
    shown.desk.decide({"action": "reject", "surface": "Sochi"})
    assert read_decisions(tmp_path, KEY)


def test_without_a_parse_it_says_what_to_do(sample, tmp_path):
    save(sample.with_parse(b""), tmp_path / KEY)
    with pytest.raises(InputError, match="has no parse beside its tables"):
        castlist.review(tmp_path / KEY)


def test_an_answer_is_stored_shown_and_then_written(widget):
    ask(widget, "show", show="mentions")
    item = next(i for i in widget.board["items"] if i["words"] == "my")
    ask(widget, "select", key=item["key"])
    assert "assign" in widget.focus["answers"]
    said = ask(widget, "preview", key=item["key"], answer="assign", value="Putin")
    assert said["text"] == "Would move: Erdogan 10 -> 9, Putin 9 -> 10"
    said = ask(
        widget,
        "answer",
        key=item["key"],
        answer="assign",
        value="Putin",
        note="why",
        by="CD",
    )
    assert said["kind"] == "stored"
    assert "Erdogan 10 -> 9" in said["text"]
    assert [row[5:] for row in widget.board["cast"][:2]] == [[10, 9], [9, 10]]
    (decision,) = widget.board["decisions"]
    assert (decision["who"], decision["why"]) == ("CD", "why")
    assert not len(read(widget.desk.folder).decisions)
    assert ask(widget, "write")["kind"] == "done"
    assert len(read(widget.desk.folder).decisions) == 1
    ask(widget, "take back", number=1)
    assert widget.board["decisions"] == []
    ask(widget, "undo")
    ask(widget, "undo")
    assert "nothing to undo" in ask(widget, "undo")["text"]
    assert widget.board["redo"] == 2


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ({"do": "select", "key": "m999"}, "m999 is there no more"),
        ({"do": "answer", "key": "m1", "answer": "speaker"}, "speaker is no answer to m1"),
        (
            {"do": "answer", "key": "m1", "answer": "assign", "value": "Putni"},
            "Nearest: Putin",
        ),
        ({"do": "sign", "name": "Ana Lopez"}, "have not been seen yet"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(widget, request_, says):
    said = ask(widget, **request_)
    assert said["kind"] == "fault"
    assert says in said["text"]
    assert read_decisions(widget.desk.reviewed, KEY) == ()


def test_every_answer_to_every_item_is_a_decision_that_does_something(widget):
    values = {"retype": "thing", "rename": "Somebody"}
    tried = set()
    for show in ("doubtful", "quotes", "actors", "lines", "mentions"):
        for item in widget.desk.items(show)[:6]:
            other = next(n for n in widget.desk.tables.actors["name"] if n != item.actor)
            ask(widget, "show", show=show)
            ask(widget, "select", key=item.key)
            for kind in widget.focus["answers"]:
                value = values.get(kind, other)
                said = ask(widget, "answer", key=item.key, answer=kind, value=value)
                assert said["kind"] == "stored", (item, kind, said)
                last = widget.desk.tables.decisions.to_dict("records")[0]
                # what is kept apart may have been apart before
                if kind not in {"keep_apart", "refuse"}:
                    assert last["matched"], (item, kind, last)
                tried.add(kind)
                ask(widget, "undo")
    assert len(tried) == 9


def test_all_can_be_seen_and_signed(widget):
    for show in ("doubtful", "quotes"):
        ask(widget, "show", show=show)
        for item in widget.board["items"]:
            ask(widget, "select", key=item["key"])
    assert widget.focus["unseen"] == 0
    assert (
        "Signed off: reviewed by Ana Lopez on "
        in ask(widget, "sign", name="Ana Lopez")["text"]
    )
    ask(widget, "write")
    assert "reviewed by Ana Lopez" in read(widget.desk.folder).about[KEY]["review"]


def test_article_text_is_data(nlp, tmp_path):
    save(tabulate(read_text(HOSTILE, name="odd"), nlp), tmp_path / "odd")
    widget = Review(Desk.open(tmp_path / "odd", reviewed=tmp_path))
    ask(widget, "show", show="lines")
    ask(widget, "select", key="line 1")
    text = "".join(piece["text"] for piece in widget.focus["passage"][0]["pieces"])
    assert text == HOSTILE
    script = widget._esm if isinstance(widget._esm, str) else str(widget._esm)
    for banned in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
    ):
        assert banned not in script
    assert "textContent" in script
