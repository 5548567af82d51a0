"""The language model, and what is read in its Doc once an article:
words, sentences, quotation marks."""

from castlist.imports import import_spacy

import_spacy()  # before anything in here asks for it in the usual way
