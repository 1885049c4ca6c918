"""The site that the tests of this folder read."""

from collections.abc import Iterator

import pytest

from tests.served import serving


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site with the five cities, as it starts."""
    with serving(tmp_path_factory.mktemp("site")) as address:
        yield address
