import pytest

pytest.register_assert_rewrite("search.tests.contract", "search.tests.engine_contract")
