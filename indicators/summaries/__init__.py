"""Reads across the tables of the indicator ledger: frozen rows, constant query counts."""
