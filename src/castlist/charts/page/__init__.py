"""The page of a chart: its size and style, its words made to fit, the canvas, the layout."""
