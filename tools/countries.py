"""Make the part of `english/rules/countries.txt` that comes from sources again:
`python tools/countries.py FOLDER`.

FOLDER holds the unpacked packages, each under its own name: `countries-list`, `i18n-iso-countries`,
`i18n-nationality` (npm pack) and `wordnet-base` (apt-get download, dpkg -x). Everything from the
line "# By hand" on is kept as it is; a word that stands there is not said twice.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = (
    Path(__file__).resolve().parent.parent
    / "src"
    / "castlist"
    / "english"
    / "rules"
    / "countries.txt"
)
HAND = "# By hand"
CONTENT = ("country", "part", "capital", "adjective", "people")

Facts = dict[tuple[str, str], list[str]]  # the words of a country in one sense

# How news in English calls a country, where the source has another name first.
COMMON = {
    "ALA": "Åland Islands",
    "BLM": "Saint Barthélemy",
    "CIV": "Côte d'Ivoire",
    "CPV": "Cape Verde",
    "CUW": "Curaçao",
    "REU": "Réunion",
    "STP": "São Tomé and Príncipe",
    "TUR": "Turkey",
}
# The sources' mistakes, peoples that live in several countries, words that nobody writes any more.
DROPPED = {
    (
        "AFG Afghani; ARE Emirian; ATG Antiguans; BDI Burundi; BEL Fleming, Walloon; BGD"
        " East Pakistani, Bengali"
    ),
    (
        "BHR Katari, Bahreini; BIH Bosnian - Herzegovinian; BLR White Russian; BTN Bhutani;"
        " BWA Batswana"
    ),
    (
        "BWA Herero, Sotho, Tswana, Bechuana; CHN Taiwanese, Formosan; COD Zairean; COD"
        " Zairese, Luba, Chiluba"
    ),
    (
        "COG Zairean, Zairese; CYP Cyprian, Cypriote; DEU Sorbian; ESH Western Saharan; ESP"
        " Basque"
    ),
    (
        "FRA Gallic, Basque, French person; GBR Britisher; GEO Abkhaz; GHA Ewe, Ghanese;"
        " GRC romaic, Grecian, Hellene"
    ),
    (
        "HKG City of Victoria; HTI Hispaniolan; IDN Indo; IND Anglo-Indian; IRL Irish"
        " person, Irelander; IRN Irani"
    ),
    (
        "IRQ Iraki; ISR Israelite; ITA Sabine; JPN Nipponese; KHM Kampuchean; KNA Kittian"
        " and Nevisian"
    ),
    (
        "LKA Sinhalese, Singhalese; LSO Basotho; LSO Mosotho; LSO Sotho; MAR Maroc; MNG"
        " Mongoloid; MUS Mauritanian"
    ),
    (
        "MYS Malay, Malayan; NFK Kingston; NLD Netherlander, Hollander; NOR Norse,"
        " Norseman; NPL Sherpa; NZL Kiwi"
    ),
    (
        "PHL Tagalog, Visayan, Bisayan; PRT Lusitanian; QAT Katari; ROU Roumanian; RUS"
        " Soviet; RWA Ruandan"
    ),
    (
        "SAU Saudi-Arabian; SMR City of San Marino; SUR Surinamer; THA Tai, Siamese; TJK"
        " Tadzhik"
    ),
    (
        "TTO Trinidadian or Tobagonian; TWN Chinese, Formosan; UKR Ukranian; USA"
        " anti-American, pro-American"
    ),
    (
        "VNM Annamese; WLF Welsh; ZAF Afrikaans, Afrikaner, Sotho, Tswana, Bechuana,"
        " Batswana, Xhosa; ZWE Rhodesian"
    ),
}
# A person's nationality that is no adjective: "a New Zealander", but "a New Zealand writer".
ONLY_PEOPLE = {
    "LIE Liechtensteiner",
    "LUX Luxembourger",
    "LUX Luxemburger",
    "NZL New Zealander",
    "SLB Solomon Islander",
}


def main() -> None:
    """Write the part that comes from sources, leave the part by hand, and say how much there is."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    text = DATA.read_text(encoding="utf-8")
    header, rest = text.split("# From the sources", 1)
    hand = HAND + rest.split(HAND, 1)[1]
    facts = without(gather(Path(sys.argv[1])), said_by_hand(hand))
    rows = [
        "\t".join((*key, *words))
        for key, words in sorted(facts.items(), key=place)
        if words
    ]
    made = "\n".join([header + "# From the sources", *rows, "", hand])
    DATA.write_text(made, encoding="utf-8", newline="\n")
    print(f"{DATA.name}: {len(rows)} rows from the sources")


def place(item: tuple[tuple[str, str], list[str]]) -> tuple[str, int]:
    """Where a row stands in the file: by country, then names, capitals, adjectives, people."""
    (code, sense), _ = item
    return code, CONTENT.index(sense)


def gather(folder: Path) -> Facts:
    """What the four packages say about every country of ISO 3166-1 and Kosovo."""
    langs = folder / "i18n-iso-countries" / "langs" / "en.json"
    codes = {
        two: three
        for two, three, *_ in read_json(folder / "i18n-iso-countries" / "codes.json")
    } | {"XK": "XKX"}
    facts: Facts = {(code, sense): [] for code in codes.values() for sense in CONTENT}
    for row in csv.DictReader(
        (folder / "countries-list" / "countries.csv").open(encoding="utf-8")
    ):
        if code := codes.get(row["Code"]):
            facts[code, "country"] += (
                [COMMON[code], row["Name"]] if code in COMMON else [row["Name"]]
            )
            facts[code, "capital"].append(row["Capital"])
    for two, names in read_json(langs)["countries"].items():
        facts[codes[two], "country"] += [names] if isinstance(names, str) else names
    # before adjectives come
    countries = {word: code for (code, _), words in facts.items() for word in words}
    for two, word in read_json(folder / "i18n-nationality" / "langs" / "en.json")[
        "nationalities"
    ].items():
        plain = word.split(" (")[0]
        if not (
            countries.get(plain)
            or countries.get(word)
            or "," in word
            or (plain == "French" and two != "FR")
        ):
            facts[codes[two], "adjective"].append(plain)
    add_wordnet(facts, folder / "wordnet-base" / "usr" / "share" / "wordnet")
    return tidy(facts)


def read_json(path: Path) -> dict:
    """The content of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def add_wordnet(facts: Facts, folder: Path) -> None:
    """Add adjectives that pertain to a country, and nouns for its natives,
    inhabitants and nationals."""
    codes: dict[str, set[str]] = {}
    for (code, sense), words in facts.items():
        for word in words if sense == "country" else ():
            codes.setdefault(word, set()).add(code)
    nouns = list(synsets(folder / "data.noun"))
    places = {
        offset: set().union(*(codes.get(word, set()) for word in words))
        for offset, kind, words, _, _ in nouns
        if kind == "15"  # noun.location
    }
    adjectives = [row for row in synsets(folder / "data.adj") if row[2]]
    natives = [
        row
        for row in nouns
        if row[1] == "18" and re.search("native|inhabitant|nationality", row[4])
    ]
    for rows, sense, pointer in (
        (adjectives, "adjective", "\\"),
        (natives, "people", "#m"),
    ):
        for _, _, words, pointers, _ in rows:
            for code in {
                c
                for mark, target in pointers
                if mark == pointer
                for c in places.get(target, ())
            }:
                facts[code, sense] += words


def synsets(path: Path) -> Iterator[tuple[str, str, list[str], list[tuple[str, str]], str]]:
    """Offset, file number, words, pointers and gloss of every entry;
    the format is described in wndb(5WN)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue  # the licence
        data, _, gloss = line.partition(" | ")
        offset, kind, _, count, *fields = data.split()
        words = [
            re.sub(r"\(\w+\)$", "", word).replace("_", " ")
            for word in fields[: 2 * int(count, 16) : 2]
        ]
        pointers = fields[2 * int(count, 16) + 1 :]
        yield (
            offset,
            kind,
            words,
            list(zip(pointers[::4], pointers[1::4], strict=False)),
            gloss,
        )


def tidy(facts: Facts) -> Facts:
    """Without mistakes and inverted names; people made from adjectives, plurals from people."""
    dropped = {
        (part[:3], word)
        for line in DROPPED
        for part in line.split("; ")
        for word in part[4:].split(", ")
    }
    for (code, sense), words in facts.items():
        kept = [
            w
            for w in words
            if w and ", " not in w and "(" not in w and (code, w) not in dropped
        ]
        facts[code, sense] = (
            kept
            if sense != "adjective"
            else [w for w in kept if f"{code} {w}" not in ONLY_PEOPLE]
        )
        if sense == "adjective":
            facts[code, "people"] += [
                w
                for w in kept
                if w not in facts[code, sense] or re.search(r"(an|[^g]i|ese)$", w)
            ]
    for (code, sense), words in facts.items():
        both = (
            words
            if sense != "people"
            else [form for word in words for form in (word, plural(word))]
        )
        facts[code, sense] = unique(w for w in both if (code, w) not in dropped)
    return facts


def plural(person: str) -> str:
    """More than one: `Briton` gives `Britons`, `Frenchman` `Frenchmen`, `Chinese` `Chinese`."""
    if person.endswith(("woman", "man")) and not person.endswith(
        ("German", "Roman", "Oman", "Caymanian")
    ):
        return (
            person[:-3] + "men" if not person.endswith("woman") else person[:-5] + "women"
        )
    return person if person.endswith(("ese", "ois", "ss")) else f"{person}s"


def said_by_hand(text: str) -> Facts:
    """The rows of the part by hand."""
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {(code, sense): words for code, sense, *words in rows}


def without(facts: Facts, hand: Facts) -> Facts:
    """The facts less what is said by hand;
    a country without an adjective is put before a noun by its name."""
    for (code, sense), words in facts.items():
        facts[code, sense] = [
            word for word in words if word not in hand.get((code, sense), ())
        ]
        if sense == "adjective" and not (words or hand.get((code, sense))):
            facts[code, sense] = facts[code, "country"][:1]
    return facts


def unique(words: Iterable[str]) -> list[str]:
    """The words in their order, each once."""
    return list(dict.fromkeys(words))


if __name__ == "__main__":
    main()
