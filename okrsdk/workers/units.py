"""The one task, its workers, and the pool by which a run sends units to them and follows them.

    celery --app okrsdk.workers.app worker

A message is taken off the queue when its unit has ended, and each process of a worker holds one: a worker that dies
loses nothing. What it had is delivered again when the visibility timeout is over, which is longer than a unit may take,
so that no unit runs twice at the same time. One gap is left: what a worker has popped off a queue of Redis and not yet
noted as its own when it is killed is nowhere. The pool looks for that, and sends it again.

A unit that has to wait, for the quota above all, gives its worker back: the run sends it again when it is time. So
nothing is ever scheduled ahead, which Redis delivers twice when it is long.
"""

from __future__ import annotations

import os
import time
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from okrsdk.errors import ConfigError
from okrsdk.extras import Extra, needing
from okrsdk.provision.unit import UnitResult, UnitTools, run
from okrsdk.sheets import connect, load_settings
from okrsdk.sheets.transport.redis_quota import redis_at
from okrsdk.workers.redis_steps import RedisSteps

with needing(Extra.SCALE):
    from celery import Celery
    from kombu.exceptions import OperationalError
    from redis import RedisError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.provision.unit import UnitRequest
    from okrsdk.sheets.transport.endpoint import Endpoint

TASK = "okrsdk.unit"
DEADLINE = 600.0
"""Seconds that a unit may take. It has at most a dozen requests, each with its retries."""
QUEUE = "okrsdk.units"
_UNACKED = "okrsdk.unacked"
_PATIENCE = 1.0
_POLL = 0.1
_PING = 3.0
_UNTIL_LOST, _LOOK_FOR_LOST = 1.5, 10.0


def celery_app(broker: str, *, deadline: float = DEADLINE) -> Celery:
    """The Celery application of workers and of those who send to them.

    Args:
        broker: URL of the Redis that holds the queue, the results, what units remember, and the quota.
        deadline: seconds that a unit may take.
    """
    app = Celery("okrsdk", broker=broker, backend=broker, set_as_current=False)
    app.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_time_limit=deadline,
        worker_prefetch_multiplier=1,
        task_default_queue=QUEUE,  # other programs on this Redis have queues of their own
        broker_transport_options={
            "unacked_key": _UNACKED,
            "unacked_index_key": f"{_UNACKED}.index",
            "unacked_mutex_key": f"{_UNACKED}.mutex",
            "visibility_timeout": deadline * _UNTIL_LOST,
            "unacked_restore_interval": min(_LOOK_FOR_LOST, deadline / 4),
            "unacked_restore_throttle": 1,
        },
        broker_connection_retry_on_startup=True,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
    )

    def unit(request: UnitRequest, place: str) -> UnitResult:
        # Sharing is never in a hurry, and Drive allows a hundred times what Sheets does.
        tools = _tools(broker, inf if request["action"] == "share" else _PATIENCE)
        own = place_of(tools.http.endpoint)
        if own != place:
            reason = f"A worker is set up for {own}, this run for {place}. Give both the same settings (OKR_SHEETS…)."
            return _failed(request, reason)
        return run(request, tools)

    app.task(name=TASK, shared=False)(unit)
    return app


@cache
def _tools(broker: str, patience: float) -> UnitTools:
    """What the units of this process work with; made in the process that runs them."""
    settings = load_settings(os.environ, Path.cwd())
    connection = connect(replace(settings, quota_redis=settings.quota_redis or broker))
    journal = RedisSteps(redis_at(broker))
    return UnitTools(http=connection.for_batch(patience=patience).http, journal=journal, now=time.time)


def place_of(endpoint: Endpoint) -> str:
    """Where units work and as whom, which must be the same for a run and its workers."""
    return f"{endpoint.place} as {endpoint.who}" if endpoint.who else endpoint.place


@dataclass(slots=True)
class CeleryPool:
    """Units run by whatever workers listen at a broker: a `WorkPool`.

    Args:
        app: the application; see `celery_app`.
        place: where the units are to work; see `place_of`.
        is_heard: whether a worker is known to listen; else that is found out before anything is sent.
        waits: seconds for which a worker that was just started is waited for.
        silence: seconds without a result after which to look, twice, whether what is under way is still anywhere.
    """

    app: Celery
    place: str
    is_heard: bool = False
    waits: float = 20.0
    silence: float = 5.0
    _under_way: dict[str, UnitRequest] = field(default_factory=dict)
    _done: deque[UnitResult] = field(default_factory=deque)
    _heard_at: float = field(default_factory=time.monotonic)
    _seemed_lost: bool = False

    def submit(self, request: UnitRequest) -> None:
        """Has a unit run.

        Raises:
            ConfigError: the broker does not answer, or no worker listens at it.
        """
        with _broker_named():
            if not self.is_heard:
                self._hear()
            sent = self.app.send_task(TASK, [request, self.place], retry=False)
        self._under_way[sent.id] = request

    def _hear(self) -> None:
        """Waits until a worker listens."""
        deadline = time.monotonic() + self.waits
        while not self.app.control.ping(timeout=_PING, limit=1):
            if time.monotonic() >= deadline:
                start = "celery --app okrsdk.workers.app worker"
                text = f"No worker listens at the broker. Start one: {start}. Then go on: okr provision --resume"
                raise ConfigError(text, setting="workers")
        self.is_heard = True

    def next_result(self, timeout: float | None) -> UnitResult | None:
        """The result of any unit that is done, after `timeout` seconds at most; None where none was.

        A unit that the time limit or a mistake of ours ended has failed; its reason says so.

        Raises:
            ConfigError: the broker does not answer.
        """
        deadline = inf if timeout is None else time.monotonic() + timeout
        while not self._done:
            with _broker_named():
                told = list(self.app.backend.get_many(list(self._under_way), interval=0, max_iterations=1))
                self._done.extend(_result(self._under_way.pop(task_id), one) for task_id, one in told)
                if told:
                    self._heard_at, self._seemed_lost = time.monotonic(), False
                elif time.monotonic() > self._heard_at + self.silence:
                    self._send_again_what_is_lost()
            if not self._done:
                if time.monotonic() >= deadline:
                    return None
                time.sleep(_POLL)
        return self._done.popleft()

    def _send_again_what_is_lost(self) -> None:
        """Sends all that is under way again where no queue and no worker has any of it, at two looks."""
        redis, self._heard_at = redis_at(self.app.conf.broker_url), time.monotonic()
        is_nowhere = not (redis.llen(QUEUE) or redis.hlen(_UNACKED))
        if is_nowhere and self._seemed_lost:
            lost, self._under_way = self._under_way, {}
            for request in lost.values():
                self.submit(request)
        self._seemed_lost = is_nowhere and not self._seemed_lost

    def close(self) -> None:
        """Ends: units that were not begun are left, those that were go on by themselves."""
        with suppress(OSError, OperationalError):
            if self._under_way:
                self.app.control.revoke(list(self._under_way))
        self.app.close()


@contextmanager
def _broker_named() -> Iterator[None]:
    try:
        yield
    except (OperationalError, RedisError, OSError, RuntimeError) as exc:  # the last once Celery has tried 20 times
        text = (
            "The broker does not answer. Start the Redis that --broker names, and resume with: okr provision --resume"
        )
        raise ConfigError(text, setting="broker") from exc


def _result(request: UnitRequest, told: Mapping[str, Any]) -> UnitResult:
    if told["status"] == "SUCCESS":
        return cast("UnitResult", told["result"])
    return _failed(request, f"A worker could not end it ({type(told['result']).__name__}); its log says more.")


def _failed(request: UnitRequest, reason: str) -> UnitResult:
    return UnitResult(
        client=request["client"],
        key=request["key"],
        spreadsheet_id=request.get("spreadsheet_id", ""),
        url="",
        outcome="failed",
        reason=reason,
        again_in=0.0,
        unshared=[share["email"] for share in request["shares"]],
    )
