"""Readers of published data sets, each from the file as it is published."""
