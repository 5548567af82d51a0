"""The data model: every record that stages hand to each other.

Table columns, their types, the integrity checks and the data dictionary are all derived from the
annotations below, so the meaning of a column cannot drift away from its data. Offsets are 0-based,
half-open character positions in `Article.text`; a record that has `start`, `end` and `text` always
satisfies `article.text[start:end] == record.text`.

The names are listed in `__init__.pyi`; each loads on first use, and with it its file alone.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
