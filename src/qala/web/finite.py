"""Numbers in the tables are finite."""

from django.db.models import Q

LARGEST = 1e300


def finite(name: str) -> Q:
    """That a column has a finite number or none: SQLite takes infinities, PostgreSQL takes NaN too."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": -LARGEST, f"{name}__lte": LARGEST})
