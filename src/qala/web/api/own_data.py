"""What the API keeps about somebody: their keys, without the secrets."""

from typing import Any

from qala.web.api.models import ApiKey
from qala.web.people import services as people


@people.own_data("api_keys")
def keys(person: people.Person) -> Any:
    """All keys, ended ones too."""
    columns = ("name", "scopes", "start", "created_at", "expires_on", "last_used", "ended_at")
    return list(ApiKey.objects.filter(person_id=person.pk).order_by("pk").values(*columns))
