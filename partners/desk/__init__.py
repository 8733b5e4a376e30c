"""The moderators' desk in the admin: one queue over everything that members and readers hand in."""
