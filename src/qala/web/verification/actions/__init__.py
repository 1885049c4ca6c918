"""What verifiers and those they verify do, one act a module."""
