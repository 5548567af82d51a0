"""The language model, and what is read in its Doc once an article:
words, sentences, quotation marks."""
