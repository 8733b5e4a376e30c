"""What the base app tells the others. Receivers write in the sender's transaction, or queue; they never do more."""

from django.dispatch import Signal

# Sent with ``keys``: the records whose tags read differently now, as ``("partners.partner", pk)`` pairs.
tags_changed = Signal()

# Sent with ``keys`` when two records were merged, or a merge was undone: both of them, and every record whose relations
# moved from one to the other, as ``("partners.partner", pk)`` pairs.
records_merged = Signal()
