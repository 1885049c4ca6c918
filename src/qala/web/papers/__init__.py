"""The papers of rounds: what they tell is gathered here, made by jobs, kept by digest and handed out."""
