"""The network of partners: read from what apps registered as ties, filtered, measured and drawn."""
