"""Facts about two names, and how evidence words them; nothing here knows an article."""
