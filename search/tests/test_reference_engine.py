"""The reference holds to the contract too, so that contract and reference say the same."""

import pytest

from search.tests.engine_contract import EngineContract
from search.tests.reference_engine import ReferenceEngine


class TestReferenceEngine(EngineContract):
    @pytest.fixture
    def engine(self):
        return ReferenceEngine()
