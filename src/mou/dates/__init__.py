"""Exact and imprecise days, periods and delays, and their wording."""
