"""The parts of a corpus on the disk: their columns, the ledger of their inputs, and the store of
them."""
