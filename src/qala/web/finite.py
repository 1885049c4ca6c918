"""Numbers in the tables are finite."""

from django.db.models import Q

LARGEST = 1e300


def finite(name: str) -> Q:
    """That a column has a finite number or none. SQLite keeps NaN as NULL and takes infinities, PostgreSQL takes both."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": -LARGEST, f"{name}__lte": LARGEST})
