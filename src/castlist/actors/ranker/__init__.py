"""Which of several persons a "he" or "she" means: candidates, features, weights, reasons."""
