"""What word lists know of a name, in one place, so that training can leave entries out."""

from castlist.english.countries import country_senses
from castlist.english.gazetteer import city_size, given_name, is_family_name, is_province
from castlist.english.rules import listed

__all__ = ["KNOWN", "Lists"]


class Lists:
    """The lists as features ask for them."""

    def given(self, word: str) -> int:
        """The number of lists that have the word as a given name, of women or men."""
        return max(given_name(word))

    def family(self, word: str) -> bool:
        """Whether the word is a family name."""
        return is_family_name(word)

    def city(self, name: str) -> int:
        """The class of the size of the city; 0 if none has that name."""
        return city_size(name)

    def province(self, name: str) -> bool:
        """Whether the name is a state's or province's."""
        return is_province(name)

    def senses(self, name: str) -> frozenset[str]:
        """What the name can mean among countries: country, part, capital, seat ..."""
        return country_senses(name)

    def organisation(self, name: str) -> bool:
        """Whether the world knows an organisation of that name."""
        return name in listed("organisations")


KNOWN = Lists()
