"""Files into the ledger: columns and rows of each kind of workbook are read, resolved, checked, compared."""
