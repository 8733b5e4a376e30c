"""The generation of what processes hold in memory: a new token whenever it changes."""

import uuid

from django.db import models


class Generation(models.Model):
    """One thing that processes hold; ``hub.held`` reads and renews it."""

    name = models.CharField(max_length=60, primary_key=True)
    token = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return self.name
