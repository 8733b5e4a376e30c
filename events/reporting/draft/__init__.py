"""Drafts: facts → sentences with the numbers of their evidence, and the gaps that are left. Pure."""
