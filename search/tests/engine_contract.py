"""What every engine must do. Each engine has a test module with a subclass whose fixture ``engine`` is an empty one."""

from search.tests.contract.agreement import Agreement
from search.tests.contract.keeping import Keeping, Rebuilding
from search.tests.contract.narrowing import Hiding, Narrowing
from search.tests.contract.orders import Orders, Paging, Promoting
from search.tests.contract.scoring import Groups, Phrases, Scoring


class EngineContract(
    Scoring, Groups, Phrases, Narrowing, Hiding, Orders, Promoting, Paging, Keeping, Rebuilding, Agreement
):
    """The whole contract."""
