"""What the base app tells the others. Receivers write in the sender's transaction, or queue; they never do more."""

from django.dispatch import Signal

# Sent with ``keys``: the records whose tags read differently now, as ``("partners.partner", pk)`` pairs.
tags_changed = Signal()
