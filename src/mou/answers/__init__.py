"""Registers of records, and answers computed from records: lifecycles, positions, findings."""
