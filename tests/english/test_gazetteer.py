"""What the long lists know, and that they know it in any spelling."""

import pytest

from castlist.english.gazetteer import city_size, given_name, is_family_name, is_province


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Tokyo", 4),
        ("LISBON", 3),
        ("São Paulo", 4),
        ("Sao Paulo", 4),
        ("Nowhere", 0),
        ("", 0),
    ],
)
def test_cities_have_a_size(name, size):
    assert city_size(name) == size


def test_given_names_say_of_whom_they_are():
    women, men = given_name("María")
    assert women > 5 > men
    women, men = given_name("björn")
    assert men > women
    assert given_name("Malawi") == (0, 0)


def test_words_of_news_are_no_names_of_people():
    words = "Government Parliament Police Tuesday University Malawi Croatia".split()
    assert [
        word for word in words if sum(given_name(word)) > 1 or is_family_name(word)
    ] == []


def test_provinces_of_any_country():
    assert all(map(is_province, ["Queensland", "Bavaria", "Okinawa", "California"]))
    assert not is_province("Lisbon Treaty")
