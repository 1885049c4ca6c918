"""The pages of verifying."""
