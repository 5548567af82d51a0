"""Charts -> files: pictures, data, `charts.json`, the page that shows all,
and what people wrote about them."""
