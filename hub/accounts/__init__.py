"""Accounts: signing up and in, second factors, sessions. The work is django-allauth's; here is what the hub adds."""
