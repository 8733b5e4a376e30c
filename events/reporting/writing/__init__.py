"""The report's desk: what is drafted, edited, exported and submitted."""
