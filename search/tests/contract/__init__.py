"""What every engine must do, by subject; joined in ``search.tests.engine_contract``."""
