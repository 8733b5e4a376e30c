"""Specimens of the base app's components and of all blocks, for the style page."""

from hub.specimens import blocks, frame, lists, pictures, records

__all__ = ["blocks", "frame", "lists", "pictures", "records"]
