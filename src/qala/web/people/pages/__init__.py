"""Pages about people: oneself, invitations, those whom one administers, organisations."""
