"""Delegations in the portal: the visiting city's side, the host's side, and the page behind the signed link."""
