"""Specimens of the base app's components and of all blocks, for the style page."""

from hub.specimens import accounts, blocks, frame, lists, pictures, records

__all__ = ["accounts", "blocks", "frame", "lists", "pictures", "records"]
