"""Accounts and invented figures for trying the product out; invented data is marked in its rows and on every page."""
