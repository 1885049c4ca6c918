"""What people do in a round, one act a module: may they, do it, tell the ledger."""
