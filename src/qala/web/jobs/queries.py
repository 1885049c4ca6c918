"""The SQL of the queue, for SQLite and PostgreSQL: {names} are filled in by `for_database`, %s by the driver."""

_WORDS = {
    "sqlite": {
        "now": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now')",
        "later": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', '+' || %s || ' seconds')",
        "skip_locked": "",
        "json": "%s",
    },
    "postgresql": {
        "now": "clock_timestamp()",
        "later": "clock_timestamp() + make_interval(secs => %s)",
        "skip_locked": "FOR UPDATE SKIP LOCKED",
        "json": "CAST(%s AS jsonb)",
    },
}

# May be taken: it waits, or its worker let the lease run out and tries are left.
_FREE = """
    kind IN ({kinds}) AND NOT cancel_asked
    AND (state = 'queued' OR (state = 'running' AND lease_until < {now} AND attempts < max_attempts))
"""

# Takes the oldest free job. The outer WHERE repeats the condition: without it, a worker that waited for the row takes
# a job that another has just taken. SKIP LOCKED lets workers on PostgreSQL pass by rows that others are taking.
CLAIM = """
    UPDATE jobs_job SET
        state = 'running', attempt = attempt + 1, attempts = attempts + 1, worker = %s,
        started_at = {now}, heartbeat_at = {now}, lease_until = {later}, progress = 0, said = NULL, error = NULL
    WHERE id = (SELECT id FROM jobs_job WHERE {free} ORDER BY id LIMIT 1 {skip_locked}) AND {free}
    RETURNING id, kind, arguments, attempt
"""

# Ends what was left by workers that died, where it was to be cancelled or no try is left.
ABANDON = """
    UPDATE jobs_job SET
        state = CASE WHEN cancel_asked THEN 'cancelled' ELSE 'failed' END,
        error = CASE WHEN cancel_asked THEN NULL ELSE {json} END, finished_at = {now}, lease_until = NULL
    WHERE state = 'running' AND lease_until < {now} AND (cancel_asked OR attempts >= max_attempts)
    RETURNING id
"""

# The one row that an attempt may write, as long as it is the current one.
_MINE = "WHERE id = %s AND attempt = %s AND state = 'running' RETURNING cancel_asked"

# Moves the lease on.
BEAT = "UPDATE jobs_job SET heartbeat_at = {now}, lease_until = {later} {mine}"

# Says how far it is.
TELL = "UPDATE jobs_job SET progress = %s, said = {json} {mine}"

# Ends it: done, failed or cancelled.
END = """
    UPDATE jobs_job SET
        state = %s, result = {json}, error = {json}, finished_at = {now}, lease_until = NULL,
        progress = CASE WHEN %s THEN 1 ELSE progress END
    {mine}
"""

# Puts it back at the place it had, as if it had not been tried: its worker is being stopped.
GIVE_BACK = """
    UPDATE jobs_job SET
        state = CASE WHEN cancel_asked THEN 'cancelled' ELSE 'queued' END,
        finished_at = CASE WHEN cancel_asked THEN {now} ELSE NULL END,
        attempts = attempts - 1, lease_until = NULL, progress = 0, said = NULL
    {mine}
"""

# Puts it back for another try, or ends it where none is left or that was asked for: the process that ran it died.
DIED = """
    UPDATE jobs_job SET
        state = CASE WHEN cancel_asked THEN 'cancelled' WHEN attempts < max_attempts THEN 'queued' ELSE 'failed' END,
        error = CASE WHEN cancel_asked OR attempts < max_attempts THEN NULL ELSE {json} END,
        finished_at = CASE WHEN NOT cancel_asked AND attempts < max_attempts THEN NULL ELSE {now} END,
        lease_until = NULL
    {mine}
"""


def for_database(query: str, vendor: str, kinds: int = 0) -> str:
    """The query as a database understands it. kinds: how many kinds of jobs it asks for."""
    words = _WORDS[vendor]
    free = _FREE.format(**words, kinds=", ".join(["%s"] * kinds))
    return query.format(**words, free=free, mine=_MINE)
