"""Celery's settings. JSON only, no result is kept, a message that is lost is found again by the sweeper."""

import os

CELERY_BROKER_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
"""`redis://host:port/0`, or `redis+socket:///path/to/socket` for the embedded Valkey."""

CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False
"""The Job row is already committed when the bell rings: a page does not wait for a broker that is down."""

CELERY_WORKER_CONCURRENCY = 2
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10}

CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "jobs.tasks.sweep", "schedule": 10.0, "options": {"expires": 10}},
    # Hourly, not nightly: an office machine may be switched off at night.
    "tidy-accounts": {"task": "accounts.tasks.tidy", "schedule": 3600.0, "options": {"expires": 3600}},
    "deliver-messages": {
        "task": "reporting.tasks.deliver",
        "schedule": 120.0,
        "options": {"expires": 120},
    },
    "mail-messages": {"task": "reporting.tasks.mail", "schedule": 120.0, "options": {"expires": 120}},
    # A re-opened cell locks itself in the first minutes of the day after its deadline.
    "lapse-reopenings": {"task": "reporting.tasks.lapse", "schedule": 600.0, "options": {"expires": 600}},
    # What a killed upload left behind.
    "sweep-files": {"task": "custody.tasks.sweep_files", "schedule": 600.0, "options": {"expires": 600}},
    # Every hour, so that a server that is off at night seals its days in the morning.
    "seal": {"task": "custody.tasks.seal", "schedule": 3600.0, "options": {"expires": 3600}},
}
