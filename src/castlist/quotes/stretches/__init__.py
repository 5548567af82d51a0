"""Words between marks: which of them nobody says, and which say themselves whose they are."""
