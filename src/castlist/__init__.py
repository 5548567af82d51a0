"""castlist: the cast list of a news story."""
