"""Getting a text from somebody else's web server without being led where nobody should go.

``fetch`` is the only door: feeds of other calendars and links that prove something go through it. Rules are in
``policy``, the wire is in ``transport``; neither reads settings, so that no setting can open the way to inner networks.
"""

from hub.fetching.client import Fetched, fetch
from hub.fetching.policy import PUBLIC, FetchPolicy, checked_target, is_public_address
from hub.fetching.problems import FetchError, FetchProblem

__all__ = [
    "PUBLIC",
    "FetchError",
    "FetchPolicy",
    "FetchProblem",
    "Fetched",
    "checked_target",
    "fetch",
    "is_public_address",
]
