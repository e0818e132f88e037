"""What units remember, kept in the Redis that all workers reach: a unit may go on where another worker was killed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast

from okrsdk.provision.journal import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis import Redis

_KEPT = 30 * 24 * 3600
"""Seconds for which the steps of a run are kept after its last one: longer than anybody waits to resume it."""


@dataclass(frozen=True, slots=True)
class RedisSteps:
    """A `StepJournal` in a Redis: a hash for each run.

    Args:
        redis: the connection.
    """

    redis: Redis

    def step(self, run: str, key: str, step: str) -> Step | None:
        """The step as it was last written; None where it was not begun."""
        found = cast("bytes | None", self.redis.hget(_hash(run), _field(key, step)))
        return None if found is None else Step(**json.loads(found))

    def begin(self, run: str, key: str, step: str, *, now: float, detail: Mapping[str, Any] | None = None) -> None:
        """Writes the intention down before the request is sent."""
        self._set(run, _field(key, step), Step(began=now, detail=detail or {}))

    def finish(self, run: str, key: str, step: str, *, now: float, detail: Mapping[str, Any] | None = None) -> None:
        """Writes the outcome down."""
        known = self.step(run, key, step)
        began = known.began if known else now
        self._set(run, _field(key, step), Step(began=began, ended=now, detail=detail or {}))

    def cancel(self, run: str, key: str, step: str) -> None:
        """Takes out a step that certainly did nothing."""
        self.redis.hdel(_hash(run), _field(key, step))

    def _set(self, run: str, field: str, step: Step) -> None:
        with self.redis.pipeline() as pipe:
            pipe.hset(_hash(run), field, json.dumps(asdict(step)))
            pipe.expire(_hash(run), _KEPT)
            pipe.execute()


def _hash(run: str) -> str:
    return f"okrsdk:steps:{run}"


def _field(key: str, step: str) -> str:
    return f"{step}:{key}"
