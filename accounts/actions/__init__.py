"""Every write about people: keyword-only, `by=`, one transaction, its act on record inside it."""
