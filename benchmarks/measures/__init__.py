"""What the commands of benchmarks/ share: castlist's results against what people annotated."""
