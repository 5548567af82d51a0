"""The sample's tables are the expected ones, from the command line and from the notebooks alike.

`make golden` rewrites what is expected and shows the difference; a changed number needs a dated
line in METHOD.md.
"""

from castlist.steps import save
from castlist.tables import read
from support.paths import ROOT, SAMPLE

GOLDEN = ROOT / "tests/golden/putin-erdogan-drones"


def contents(folder):
    """Its tables; not the parse beside them, whose last digits depend on the machine."""
    found = (path for path in folder.iterdir() if path.suffix != ".npz")
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def test_the_pipeline_gives_the_expected_tables(sample, tmp_path):
    made = contents(save(sample, tmp_path / "sample"))
    expected = contents(GOLDEN)
    assert sorted(made) == sorted(expected)
    for name, text in expected.items():
        assert made[name] == text, f"{name} has changed; if that is meant: make golden"


def test_the_notebooks_gave_the_same_bytes():
    assert contents(ROOT / "data/processed/putin-erdogan-drones") == contents(GOLDEN)


def test_the_sample_agrees_with_a_careful_hand_count_of_its_names(sample):
    counts = dict(zip(sample.actors["name"], sample.actors["names"], strict=True))
    by_hand = {"Erdogan": 5, "Putin": 7, "Dmitry Peskov": 1, "RIA Novosti": 1}
    assert {name: counts[name] for name in by_hand} == by_hand


def test_erdogan_is_one_person_and_every_place_is_found(sample):
    erdogan = sample.actors[sample.actors["name"] == "Erdogan"]
    assert erdogan["type"].tolist() == ["person"]
    assert (
        SAMPLE.read_text(encoding="utf-8").count("Erdogan") == erdogan["names"].item() == 5
    )


def test_the_expected_tables_can_be_read():
    assert len(read(GOLDEN).mentions) == 67
