"""Tables in which how a person is written of is given by hand."""

from castlist.model import Score


def written(sample, **negative):
    """The sample article with these probabilities of negative in the sentences of its people."""
    linked = sample.mentions.drop_duplicates(["actor_id", "sentence"])
    scores = []
    for actor, chances in negative.items():
        own = linked[linked["actor_id"] == actor]["mention_id"]
        for mention, chance in zip(own, chances, strict=False):
            label = "negative" if chance > 0.7 else "unsure"
            shares = (chance, round(1 - chance, 4), 0.0)
            about = ("putin-erdogan-drones", "mention", int(mention[1:]), "toward", -chance)
            reason = "" if label == "negative" else "no class is probable enough"
            scores.append(Score(*about, label, *shares, reason))
    return sample.extend({"scores": scores})
