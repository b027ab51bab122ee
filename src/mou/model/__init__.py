"""The record: agreements, parties, acts, clauses, meetings and forums, each valid or refused."""
