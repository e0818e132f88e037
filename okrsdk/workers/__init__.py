"""Units of work past one machine: Celery's workers run them, with the extra `scale`.

Celery delivers at least once, and knows no rate limit that machines share. So both are elsewhere: a unit looks for what
was begun before it does anything (`okrsdk.provision.unit`), and all workers share one quota through Redis
(`okrsdk.sheets.transport.redis_quota`). The engine only carries requests and results, which are JSON.
"""
