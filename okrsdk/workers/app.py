"""The application as Celery's own commands find it: `celery --app okrsdk.workers.app worker`."""

import os

from okrsdk.workers.units import celery_app

app = celery_app(os.environ.get("OKR_BROKER", "redis://127.0.0.1:6379/0"))
