"""What is asked of a record, and answered with reasons: lifecycles, findings, positions, a register's questions."""
