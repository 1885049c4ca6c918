"""What people do about promises and errors reported, one a module."""
