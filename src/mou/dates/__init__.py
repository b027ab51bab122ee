"""Exact and imprecise days, periods and delays, and functions that write them in words."""
