"""Every write of this ledger that needs a record or a Job."""
