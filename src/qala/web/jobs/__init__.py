"""Long work outside the request: with progress, cancel, retry, and recovery after a killed worker."""
