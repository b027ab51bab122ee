"""Benchmarks: the same records through `mou` and through equally strict models in other libraries."""
