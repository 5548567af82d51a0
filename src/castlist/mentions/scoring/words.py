"""Features in words, for evidence that a reader can check."""

__all__ = ["say_feature"]

_WHOLE = {
    "known organisation": "a list has it as a known organisation",
    "province": "a list of provinces has it",
    "particle": "it has a particle such as “de” or “van”",
    "initial": "it has an initial",
    "company": "it ends in a word for a firm",
    "digit": "it has a digit",
    "behind:'s": "it stands before 's",
    "behind:age": "an age follows it",
    "behind:who": "“who” follows it",
    "behind:, who": "“who” follows it",
    "behind:says": "it stands before a verb of saying",
    "behind:verb": "it stands before a verb",
    "behind:end": "it ends a sentence",
    "before:start": "it begins a sentence",
    "before:title": "a title stands before it",
    "before:called": "it is said to be called so",
    "is:nsubj of says": "it is who says something",
    "is:nsubj": "it is the subject of a verb",
    "a line of its own": "it is a line of its own",
    "in lower case too": "the article has the word in lower case too",
    "given last": "its last word is a given name",
    "given first, family last": "given name and family name",
    "given first, last unknown": "its first word is a given name",
    "first unknown, family last": "its last word is a family name",
    "family first": "its first word is a family name",
    "person or place": "lists have it for people and for places",
    "in no list": "no list has it",
    "n:1": "it is one word",
    "a known place, named once or twice": "lists have it as a place, and it is named seldom",
    "a known place or person": "lists have it as a place or a person",
    "only a place": "lists have it for places alone",
    "only a person": "lists have it for people alone",
    "before:the plural": "it is a plural behind “the”",
    "last a place": "its last word is a place",
    "first a place": "its first word is a place",
    "has:nationality": "it has a nationality in it",
    "title inside": "it begins with a title",
    "capitals inside": "it has a word in capitals",
    "camel": "capitals stand inside a word",
    "places": "how often it is named",
    "score:nothing": "the language model sees no name",
    "score:town or country": "the language model takes it for a town or country",
    "score:landscape": "the language model takes it for a piece of land or water",
}
_BEGINS = {
    "n:": "it has {} words",
    "country:": "the list of countries has it as {}",
    "city:": "a list of cities has it",
    "given first:": "its first word is a given name",
    "family last": "its last word is a family name",
    "head:role ": "its last word is said of a {}",
    "head:": "its last word names a {}",
    "has:role ": "it has a word that is said of a {}",
    "has:": "it has the word “{}”",
    "capitals:": "it is written in capitals",
    "ends:": "it ends in “-{}”",
    "sign:": "it has a “{}” in it",
    "score:": "the language model takes it for a {}",
    "log:": "the language model takes it for a {}",
    "longer ends:": "it is the last word of a longer name, a {}",
    "longer begins:": "it is the first word of a longer name, a {}",
    "longer initials:": "it is the initials of a {}",
    "shorter ends:": "its last words alone are a {}",
    "shorter begins:": "its first words alone are a {}",
    "shorter initials:": "its initials are a name too",
    "before:noun ": "a word for a {} stands before it",
    "before:": "“{}” stands before it",
    "behind:noun ": "a word for a {} follows it",
    "behind:": "“{}” follows it",
    "owns:": "it has a {}",
    "beside:": "it stands beside a word for a {}",
    "is a:": "it is said to be a {}",
    "in front of:": "it stands in front of a word for a {}",
    "is:": "by its place in the sentence ({})",
    "then:": "“{}” follows",
}
_KINDS = {
    "kin": "relative",
    "organisation": "organisation",
    "nothing": "nothing",
    "building": "building",
    "buildings": "building",
    "areas": "place",
    "area": "place",
    "other": "thing of another kind",
    "none": "name that the model missed",
}


def say_feature(name: str) -> str:
    """One feature as words about a name.

    >>> say_feature("city:4"), say_feature("before:in the")
    ('a list of cities has it', '“in the” stands before it')
    """
    plain = name.removeprefix("ever ").removeprefix("1")
    if plain in _WHOLE:
        return _WHOLE[plain]
    found = [begin for begin in _BEGINS if plain.startswith(begin)]
    if not found:
        return f"“{plain}”"
    begin = max(found, key=len)
    rest = plain.removeprefix(begin)
    words = _BEGINS[begin].format(_KINDS.get(rest, rest))
    return words.replace("a organisation", "an organisation")
