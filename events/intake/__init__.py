"""Calendars of other cities and partners: read, staged, accepted.

``reading`` and what it stands on are pure and know nothing of Django: they run in a process of their own, whose time
and memory are limited (``reader_process``). ``staging`` compares what was read with what is known; ``accepting`` makes
events of it.
"""
