"""Make an archive of any size for tests of scale: `python tools/make_archive.py FOLDER`.

Its texts are real sentences of the Wikinews articles in `data/raw/wikinews`, put together anew, so
that nothing has to be downloaded; they report nothing that happened. FOLDER gets `articles/` (read
it with `castlist corpus build FOLDER/articles --to NAME`), `truth.csv` (what each file is, and
whether it is an article or a failure) and `LICENSE.txt`. The same options give the same bytes.

Some words of every text are exchanged for others of their kind (name, number, ending), so that two
texts that are no copies of each other are none by their runs of words either, and the cast is as
various as that of a real archive. What is made of one number depends on the seed and on it alone,
so nothing is kept: an archive may have any size.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from pathlib import Path

from archive_texts import EDITS, RAW, draw, make_story
from castlist.settings import Settings

__all__ = ["ArchivePlan", "Made", "make_archive"]

FOLDER_FILES = 500  # texts of a folder
_BEGIN = date(2025, 1, 1)
_DAYS = 730
_BACK = 500  # texts that a reprint may lie behind its original
_PHASE = 0.5  # of reprints: with equal shares they lie between the bad ones
_UNDATED = 19  # one text of so many has no date
_FOREIGN = (
    "Die Bürgermeisterin sagte am Montag, dass die alte Brücke am Hafen geschlossen wird."
    " Im Mai soll sie wieder geöffnet werden, wenn das Geld dafür reicht. "
)
_ABOUT = """\
The texts in `articles/` were put together by tools/make_archive.py of castlist from sentences of
the Wikinews articles below, in another order, words exchanged. They report nothing that happened:
never print them as news. Wikinews texts are under CC BY 2.5
(https://creativecommons.org/licenses/by/2.5/): whoever passes these files on names Wikinews and
the addresses, and says that the texts were changed.

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePlan:
    """What an archive is to hold; shares are of all texts, 0 to 1."""

    number: int = 1_000
    seed: int = 1
    bad: float = 0.0
    reprints: float = 0.1
    outlets: int = 4


@dataclass(frozen=True, slots=True)
class Made:
    """One file: what it is, and what a corpus should say of it."""

    file: str
    kind: str  # article, reprint, or a kind of bad input
    expected: str  # article or failure
    original: str  # the file that it tells again, or is a copy of
    edit: str  # what a reprint did with it
    outlet: str
    published: str


def make_archive(folder: Path, plan: ArchivePlan) -> Iterator[Made]:
    """Every file of an archive, as it is written. Raises ValueError for a plan that cannot be, and
    FileExistsError if the folder holds something already."""
    if plan.number < 1 or plan.outlets < 1:
        raise ValueError("an archive has one text and one outlet at least")
    if not (0 <= plan.bad <= 1 and 0 <= plan.reprints <= 1):
        raise ValueError("a share is a number from 0 to 1")
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty. Choose another folder.")
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "LICENSE.txt").write_text(_ABOUT + _name_sources(), encoding="utf-8")
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as truth:
        writer = csv.writer(truth, lineterminator="\n")
        writer.writerow([field.name for field in fields(Made)])
        for made in _Maker(folder / "articles", plan).run():
            writer.writerow(astuple(made))
            yield made


class _Maker:
    """Writes one text after the other; of each, number and seed say all."""

    def __init__(self, folder: Path, plan: ArchivePlan) -> None:
        self.folder = folder
        self.plan = plan

    def run(self) -> Iterator[Made]:
        """Every file, with the lists of outlets and dates beside them."""
        for begin in range(0, self.plan.number, FOLDER_FILES):
            place = self.folder / f"{begin // FOLDER_FILES:03}"
            place.mkdir()
            end = min(begin + FOLDER_FILES, self.plan.number)
            with (place / "sources.csv").open("w", encoding="utf-8", newline="") as listed:
                writer = csv.writer(listed, lineterminator="\n")
                writer.writerow(["file", "outlet", "published"])
                for number in range(begin, end):
                    made = self._write(number)
                    writer.writerow([Path(made.file).name, made.outlet, made.published])
                    yield made

    def _write(self, number: int) -> Made:
        if _falls(number, self.plan.bad):
            names = list(_BAD)
            kind = names[int(number * self.plan.bad) % len(names)]
            return self._spoil(number, kind)
        if self._is_reprint(number):
            return self._reprint(number)
        data = make_story(self.plan.seed, number).write().encode()
        return self._keep(number, data, kind="article")

    def _spoil(self, number: int, kind: str) -> Made:
        before = self._original(number) if kind == "copy" else number
        data = _BAD[kind](make_story(self.plan.seed, before).write())
        if kind == "copy":
            return self._keep(number, data, kind=kind, original=before)
        return self._keep(number, data, kind=kind, failed=True)

    def _reprint(self, number: int) -> Made:
        chance = draw(self.plan.seed, number)
        before = self._original(number)
        edit = chance.choice(list(EDITS))
        other = make_story(self.plan.seed, -number)  # which is in no file
        told = EDITS[edit](make_story(self.plan.seed, before), other, chance)
        data = told.write().encode()
        return self._keep(number, data, kind="reprint", original=before, edit=edit)

    def _keep(
        self,
        number: int,
        data: bytes,
        *,
        kind: str,
        original: int | None = None,
        edit: str = "",
        failed: bool = False,
    ) -> Made:
        file = self._file(number, kind)
        (self.folder / file).write_bytes(data)
        ours = number if kind != "copy" or original is None else original
        return Made(
            file,
            kind,
            "failure" if failed else "article",
            "" if original is None else self._file(original, "article"),
            edit,
            self._outlet(ours, original),
            "31 of Never" if kind == "misdated" else self._published(ours, original),
        )

    def _file(self, number: int, kind: str) -> str:
        ending = "docx" if kind == "broken" else "txt"
        return f"{number // FOLDER_FILES:03}/{number:06}.{ending}"

    def _outlet(self, number: int, original: int | None) -> str:
        """Its outlet; where there are several, a reprint stands in another one."""
        outlets = self.plan.outlets
        same = original not in {None, number} and (number - (original or 0)) % outlets == 0
        return f"Outlet {(number + same) % outlets + 1}"

    def _published(self, number: int, original: int | None) -> str:
        """Its date; a reprint comes a day to three after its original."""
        if number % _UNDATED == 0:
            return ""
        later = 0 if original in {None, number} else 1 + number % 3
        day = (number if original is None else original) * _DAYS // self.plan.number
        return (_BEGIN + timedelta(days=day + later)).isoformat()

    def _is_reprint(self, number: int) -> bool:
        """Whether it tells again what an earlier one told; the first ones cannot."""
        falls = _falls(number, self.plan.reprints, _PHASE)
        return falls and self._original(number) != number

    def _original(self, number: int) -> int:
        """A dated article before it that is no reprint and no copy; itself if there is none."""
        chance = draw(self.plan.seed, number)
        near = list(range(max(0, number - _BACK), number))
        chance.shuffle(near)
        plan = self.plan
        fits = (
            n
            for n in near
            if n % _UNDATED
            and not _falls(n, plan.bad)
            and not _falls(n, plan.reprints, _PHASE)
        )
        return next(fits, number)


# What is wrong with a file, and its bytes.
_BAD: dict[str, Callable[[str], bytes]] = {
    "empty": lambda text: b"",
    "broken": lambda text: b"PK\x03\x04" + text.encode(),
    "huge": lambda text: (text * (Settings().max_characters // len(text) + 1)).encode(),
    "other language": lambda text: (_FOREIGN * 4).encode(),
    "copy": lambda text: text.encode(),
    "misdated": lambda text: text.encode(),
}


def _falls(number: int, share: float, phase: float = 1e-9) -> bool:
    """Whether it is one of the share of all numbers, which lie evenly."""
    return int((number + 1) * share + phase) > int(number * share + phase)


def _name_sources() -> str:
    with (RAW / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["file"].startswith("wikinews/")]
    return "".join(f"{row['title']}\n  {row['url']} ({row['licence']})\n" for row in rows)


def main() -> None:
    """Write an archive and say what is in it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    usual = ArchivePlan()
    parser.add_argument("folder", type=Path, help="a new or an empty folder")
    parser.add_argument("--number", type=int, default=usual.number, help="of texts")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--bad", type=float, default=usual.bad, help="share of bad input")
    parser.add_argument("--reprints", type=float, default=usual.reprints, help="share")
    parser.add_argument("--outlets", type=int, default=usual.outlets)
    given = vars(parser.parse_args())
    folder = given.pop("folder")
    try:
        failures = sum(
            m.expected == "failure" for m in make_archive(folder, ArchivePlan(**given))
        )
    except (ValueError, OSError) as error:
        sys.exit(str(error))
    print(f"{folder}: {given['number']:,} texts, of them {failures:,} that must fail.")


if __name__ == "__main__":
    main()
