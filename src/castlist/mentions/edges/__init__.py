"""Where a name begins and ends: trimmed, parted from another, or joined with its other half."""
