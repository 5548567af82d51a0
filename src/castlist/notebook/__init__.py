"""What notebooks show: the text with its mentions and quotes marked,
and plain tables that can be read."""

from castlist.notebook.show import show, show_lines, show_quotes, table

__all__ = ["show", "show_lines", "show_quotes", "table"]
