"""The sample site: pages in Danish and English made of the facts in ``hub/data``."""
