"""The database engine keeps the contract, on whatever database the tests run on."""

import pytest

from search.engines.database import DatabaseEngine
from search.tests.engine_contract import EngineContract


@pytest.mark.django_db
class TestDatabaseEngine(EngineContract):
    @pytest.fixture
    def engine(self, db):
        engine = DatabaseEngine()
        engine.clear()
        return engine

    @pytest.mark.django_db(transaction=True)
    def test_no_search_during_rebuilds_finds_less(self, engine):
        """Another thread sees only what is committed."""
        super().test_no_search_during_rebuilds_finds_less(engine)
