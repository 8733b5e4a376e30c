"""Names of what the reporting desk holds in memory (``hub/held.py``), for writes that send no signal."""

REPORT_READINESS = "report readiness"
