"""Country facts: what a word can mean, and that an ambiguous one means nothing."""

import re

import pytest

from castlist.english.countries import (
    Fact,
    adjective_country,
    country_code,
    country_facts,
    country_name,
)
from castlist.english.rules import read_rules


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (
            [
                "United States",
                "the U.S.",
                "US",
                "USA",
                "America",
                "Washington",
                "White House",
                "Americans",
            ],
            "USA",
        ),
        (["Türkiye", "Turkiye", "Turkey", "TURKEY", "Ankara", "Turkish", "Turks"], "TUR"),
        (["the Kremlin", "KREMLIN", "Moscow", "Russian Federation"], "RUS"),
        (
            [
                "UK",
                "U.K.",
                "Britain",
                "Downing Street",
                "England",
                "Scottish",
                "Lon\u00addon",
            ],
            "GBR",
        ),
        (["North Korea", "DPRK", "Pyongyang", "North Korean"], "PRK"),
        (["Côte d’Ivoire", "Ivory Coast", "Ivorian"], "CIV"),
        (["Saudi", "Saudis", "Riyadh"], "SAU"),
    ],
)
def test_every_word_for_a_country_gives_its_code(words, code):
    assert {word: country_code(word) for word in words} == dict.fromkeys(words, code)


@pytest.mark.parametrize(
    "word", ["us", "Us", "Georgia", "Congo", "Congolese", "Dominican", "", "Putin"]
)
def test_a_word_that_is_ambiguous_or_no_country_gives_none(word):
    assert country_code(word) == ""


def test_an_adjective_is_no_name():
    assert (adjective_country("Turkish"), adjective_country("Turkey")) == ("TUR", "")
    assert country_facts("Kremlin") == (Fact("RUS", "seat"),)


def test_every_country_has_a_name_a_reader_knows():
    codes = {row[0] for row in read_rules("countries")}
    assert len(codes) > 240
    assert [code for code in codes if not re.fullmatch("[A-Z]{3}", code)] == []
    assert [code for code in codes if country_name(code) == code] == []
    assert [country_name(code) for code in ("GBR", "TUR")] == ["United Kingdom", "Turkey"]
