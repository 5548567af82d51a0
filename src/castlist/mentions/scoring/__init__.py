"""Names and types by learned weights: what an article shows of each name, weighed.

Both models are logistic regressions over readable features; their weights are tables here.
"""
