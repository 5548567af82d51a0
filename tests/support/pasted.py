"""A page as somebody pastes it: what stands above and below the article."""

TITLE = "Old bridge to close for repairs until the end of next year"


BODY = [
    "The mayor of the town said on Monday that the old bridge would be closed for repairs until the end of next year.",
    "Drivers will have to take the road through the hills, which is twelve kilometres longer and narrow in places.",
    "“We have no choice,” the mayor told reporters in the town hall. “The bridge is older than my grandmother.”",
    "Engineers found cracks in two of the seven arches in the spring, when the water of the river was low.",
]


ABOVE = [
    "Skip to content",
    "Menu",
    "Home",
    "News",
    "Politics",
    "Sport",
    "Culture",
    "Weather",
    "Log in",
    "Subscribe now",
]


BELOW = [
    "Most popular",
    "Five recipes for the first cold days of autumn",
    "Why nobody wants to be a goalkeeper",
    "Facebook",
    "Twitter",
    "Contact us",
    "Privacy policy",
    "© 2026 The Daily Post. All rights reserved.",
]


COMMENTS = [
    "3 Comments",
    "Jane P.",
    "August 8, 2026 at 3:17 pm",
    "I have crossed that bridge every day for thirty years, and I have never seen anybody look at the arches at all.",
    "Reply",
    "John O.",
    "August 8, 2026 at 7:07 pm",
    "Thanks for saying so, Jane. My father worked on the repairs in the sixties, and he called them cheap.",
    "Reply",
]


DATES = [
    f"June {day} – The {name} Theatre, {name}"
    for day, name in enumerate(["Alton", "Berry", "Corby", "Dover"], 9)
]
