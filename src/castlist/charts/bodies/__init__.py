"""What is drawn between headline and note: bars, dots, columns, swarms."""
