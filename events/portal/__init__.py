"""The events app's part of the members' portal."""
