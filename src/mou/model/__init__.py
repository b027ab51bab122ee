"""The records: agreements, parties, acts, clauses, meetings and forums. Constructors validate them."""
