"""Pages of the ledger of indicators, one module per noun."""
