"""Reads across the rooms for the pages of this one."""
