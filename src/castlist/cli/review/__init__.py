"""The commands that write down what people decide, list it, and take it back."""
