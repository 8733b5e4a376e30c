"""The focal point's desk: activities with evidence, duties, and the reports that are made of them."""
