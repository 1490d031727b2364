"""Data tables as documents print them: years down or across, sections or pollutants on the other side.

A sheet is read where year, site and indicator stand in it. Where one of them does not, or could be read in two ways,
the sheet becomes a `Question`, which a person answers; no other sheet waits for that.
"""
