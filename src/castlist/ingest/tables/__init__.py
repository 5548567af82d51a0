"""Tables whose rows are articles: CSV, JSON, Parquet, Excel."""
