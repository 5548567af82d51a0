"""Web pages: their lines, which of them are the article, and what the page says of it."""
