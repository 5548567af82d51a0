"""How evidence says that one name is a form of another."""

__all__ = ["SAYS"]

SAYS = {
    "same_letters": "has the same letters as",
    "same_words": "has the same words as",
    "slip": "is, but for one letter, written like",
    "same_country": "is the same country as",
    "transliteration": "is another transliteration of",
    "also_known": "is another name of",
    "plural": "is one of, or several of,",
    "acronym": "is made of the initials of",
    "bracketed": "stands in brackets behind",
    "company_name": "is, without the word for its kind of firm,",
    "part_of_name": "is part of only one longer name,",
    "part_of_country": "is part of only one country's name,",
    "initials": "has initials for the given names of",
    "middle_name": "leaves out the middle name of",
    "nickname": "has a short form of the given name of",
    "given_name": "is the given name of only one person,",
    "first_names": "is the first words of only one longer name,",
    "former_name": "is given as another name of",
    "same_sound": "sounds like and stands before the same nouns as",
}
"""Rule -> the words between the two names."""
