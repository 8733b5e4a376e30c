"""The database engine keeps the contract, on whatever database the tests run on."""

import pytest

from search.engines.database import DatabaseEngine
from search.tests.contract.cases import document, query
from search.tests.engine_contract import EngineContract


@pytest.mark.django_db
class TestDatabaseEngine(EngineContract):
    @pytest.fixture
    def engine(self, db):
        engine = DatabaseEngine()
        engine.clear()
        return engine

    def test_no_search_during_rebuilds_finds_less(self, engine):
        """Step by step: another thread would not see what this test has not committed."""
        everything = [document(f"k{n:02}", title="film") for n in range(10)]
        engine.write(everything)
        counts = []
        for _ in range(3):
            rebuild = engine.begin_rebuild()
            for one in everything:
                rebuild.write([one])
                counts.append(engine.search(query("film")).total)
            rebuild.swap()
            counts.append(engine.search(query("film")).total)
        assert set(counts) == {10}
