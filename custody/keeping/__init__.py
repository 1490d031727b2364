"""Safe keeping: one file with everything that cannot be made again, and the way back from it (docs/operations.md)."""
