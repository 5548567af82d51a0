"""The language model, and what is read in its Doc once an article:
words, sentences, quotation marks.

`load` and `parse` load spaCy only when a text is analysed: drawing and checking need none.
"""
