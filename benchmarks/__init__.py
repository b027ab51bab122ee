"""Benchmarks, which compare `mou` with equally strict models in other libraries on the same records."""
