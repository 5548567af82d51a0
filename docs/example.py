import castlist

article = castlist.read_article("data/raw/putin-erdogan-drones.txt")
tables = castlist.tabulate(article, castlist.load_model())
print(castlist.check(tables))

cast = tables.actors.sort_values("mentions", ascending=False, kind="stable")
print(
    cast[["name", "names", "descriptions", "pronouns", "mentions"]]
    .head(3)
    .to_string(index=False)
)
print(
    castlist.by_speaker(tables)[["speaker", "quotes", "quoted_words"]]
    .head(3)
    .to_string(index=False)
)

chart = castlist.charts.actors(tables, size="mobile")
print(repr(chart), f"{len(chart.svg()):,} bytes of SVG")
