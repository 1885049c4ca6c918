"""The pages of jobs in three languages: who may see them, and what they say."""

from typing import Any

import pytest
from django.test import Client

from qala.texts import LANGUAGES, text
from tests.web.people.conftest import hand_of


@pytest.fixture(autouse=True)
def empty(tables: str) -> None:
    from qala.web.jobs.models import Job

    Job.objects.all().delete()


@pytest.fixture
def client(tables: str) -> Any:
    """Of somebody with a duty, where forged requests are refused."""
    return hand_of("proposer", strict=True)


def put(kind: str = "tests.steps") -> int:
    from qala.web.jobs import services

    return services.enqueue(kind, {"file": "x"}, asked_by="aigerim").pk


def held() -> Any:
    from qala.web.jobs import kinds, lease

    found = lease.claim("w", kinds.names())
    assert found is not None
    return found


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def pressed(client: Client, path: str, button: str) -> Any:
    """As a browser sends the form of a page, with its token."""
    token = page(client, path).partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    return client.post(f"{path}{button}/", {"csrfmiddlewaretoken": token})


def test_nobody_else_sees_or_does_anything(tables: str) -> None:
    from qala.web.jobs import services

    job, anybody = put(), Client()
    for path in ("/en/work/jobs/", f"/en/work/jobs/{job}/"):
        assert anybody.get(path)["Location"].startswith("/en/work/sign-in/")
        assert hand_of("no_duty").get(path).status_code == 403
    for button in ("cancel", "retry"):
        assert anybody.post(f"/en/work/jobs/{job}/{button}/")["Location"].startswith("/en/work/sign-in/")
        assert hand_of("no_duty").post(f"/en/work/jobs/{job}/{button}/").status_code == 403
    assert services.job_of(job).state == "queued"


def test_forged_and_wrong_requests_change_nothing(client: Client) -> None:
    from qala.web.jobs import services

    job = put()
    assert client.post(f"/en/work/jobs/{job}/cancel/").status_code == 403
    assert client.get(f"/en/work/jobs/{job}/cancel/").status_code == 405
    assert services.job_of(job).state == "queued"
    for path in ("/en/work/jobs/0/", "/de/work/jobs/", "/en/work/jobs/x/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_queue_to_the_result(client: Client, language: Any) -> None:
    from qala.web.jobs import lease

    assert text("jobs.none", language) in page(client, f"/{language}/work/jobs/")
    job = put()
    path = f"/{language}/work/jobs/{job}/"
    waiting = page(client, path)
    assert text("jobs.waits", language) in waiting
    assert 'http-equiv="refresh"' in waiting
    claimed = held()
    lease.tell(claimed, 0.4, {"key": "jobs.killed", "fields": {"attempts": 7}})
    running = page(client, path)
    assert text("jobs.killed", language, attempts=7) in running
    assert '<progress max="1" value="0.4"' in running
    assert 'hx-trigger="every 2s"' in running
    lease.finish(claimed, '{"path": "map/x/"}')
    done = page(client, path)
    assert f'href="/{language}/map/x/"' in done
    assert "aigerim" in done
    assert 'http-equiv="refresh"' not in done
    assert "hx-trigger" not in done
    listed = page(client, f"/{language}/work/jobs/")
    assert f'href="{path}"' in listed
    assert text("jobs.done", language) in listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_cancel_and_try_again(client: Client, language: Any) -> None:
    from qala.web.jobs import lease, services

    job = put()
    path = f"/{language}/work/jobs/{job}/"
    claimed = held()
    answer = pressed(client, path, "cancel")
    assert answer["Location"] == path
    stopping = page(client, path)
    assert text("jobs.stopping", language) in stopping
    assert 'id="cancel"' not in stopping
    lease.cancelled(claimed)
    assert text("jobs.cancelled", language) in page(client, path)
    assert pressed(client, path, "retry")["Location"] == path
    assert services.job_of(job).state == "queued"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_is_told_in_the_language_of_the_page(client: Client, language: Any) -> None:
    from qala.errors import BadTable, Place
    from qala.web.jobs import lease
    from qala.web.jobs.running import told

    job = put()
    error = BadTable("cli.no_database", Place("<b>.csv", 3), problem=OSError("<script>"))
    lease.fail(held(), told(error))
    for path in (f"/{language}/work/jobs/{job}/", "/en/work/jobs/"):
        shown = page(client, path)
        assert "&lt;script&gt;" in shown
        assert "<script>" not in shown.replace("<script src", "")
        assert "&lt;b&gt;.csv" in shown
    assert error.text(language).partition("<")[0] in page(client, f"/{language}/work/jobs/{job}/")


def test_a_result_cannot_lead_elsewhere(client: Client) -> None:
    from qala.web.jobs import lease

    for path in ("//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)"):
        job = put()
        lease.finish(held(), f'{{"path": "{path}"}}')
        assert f'href="/en/{path}"' in page(client, f"/en/work/jobs/{job}/")


def test_a_kind_of_another_version_is_named(client: Client) -> None:
    from qala.web.jobs.models import Job

    job = Job.objects.create(kind="later.kind", arguments={})
    assert "later.kind" in page(client, f"/en/work/jobs/{job.pk}/")


def test_the_list_takes_one_query(client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(3):
        put()
    with CaptureQueriesContext(connection) as asked:
        page(client, "/kk/work/jobs/")
    assert len(asked) == 4
