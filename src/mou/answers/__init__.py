"""Questions about records and their answers with reasons: lifecycles, positions, findings, registers."""
