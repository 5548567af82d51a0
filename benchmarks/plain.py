"""What castlist is measured against: the script that a reporter who knows Python would write.

It finds names, scores paragraphs, and draws three charts, as wide as castlist's for the web:
`python benchmarks/plain.py ARTICLE FOLDER MODEL`.
"""

import sys
from collections import Counter
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import spacy
from textblob import TextBlob

text = Path(sys.argv[1]).read_text("utf-8")
folder = Path(sys.argv[2])
paragraphs = [line for line in text.splitlines() if line.strip()]
doc = spacy.load(sys.argv[3])("\n\n".join(paragraphs))
names = [entity for entity in doc.ents if entity.label_ in ("PERSON", "ORG", "GPE", "LOC")]
counts = Counter(entity.text for entity in names).most_common(12)
tones = [TextBlob(paragraph).sentiment.polarity for paragraph in paragraphs]
numbers = range(1, len(paragraphs) + 1)

figure, axes = plt.subplots(figsize=(6.4, 5))
axes.barh([name for name, _ in counts][::-1], [n for _, n in counts][::-1])
axes.set_title("Who is named most")
figure.savefig(folder / "names.png", dpi=200, bbox_inches="tight")

figure, axes = plt.subplots(figsize=(6.4, 5))
axes.bar(numbers, tones)
axes.set_title("Tone of each paragraph")
figure.savefig(folder / "tone.png", dpi=200, bbox_inches="tight")

figure, axes = plt.subplots(figsize=(6.4, 5))
axes.scatter([entity.start_char for entity in names], [entity.text for entity in names])
axes.set_title("Who is named where")
figure.savefig(folder / "where.png", dpi=200, bbox_inches="tight")
