"""The classes of records: agreements, parties, acts, clauses, meetings and forums. Constructors validate all values."""
