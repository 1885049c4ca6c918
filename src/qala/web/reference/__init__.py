"""Reference data, kept by administrators in Django's admin: nothing that is assessed, signed or told in a ledger."""
