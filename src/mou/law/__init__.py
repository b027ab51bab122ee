"""The rules of time: from the acts of a record to its entry into force, its periods, its exits and its end."""
