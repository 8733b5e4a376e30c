"""The contract on every cluster that ``HUB_TEST_ENGINES`` names."""

import pytest

from search.engines.elastic import ElasticEngine
from search.tests.engine_contract import EngineContract
from search.tests.real_engines import engine_urls, settings_for, skip_or_fail


@pytest.mark.engine
class TestElasticEngine(EngineContract):
    @pytest.fixture(params=engine_urls() or [None])
    def engine(self, request):
        if request.param is None:
            skip_or_fail("HUB_TEST_ENGINES names no cluster")
        engine = ElasticEngine(settings_for(request.param))
        engine.begin_rebuild().swap()
        yield engine
        engine.drop()
