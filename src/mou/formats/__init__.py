"""The register to and from what other programs read."""
