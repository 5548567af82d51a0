"""All that is only true of English: word lists, countries, sounds, messages in it. Another language
is a sister folder."""
