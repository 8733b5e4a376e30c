#!/usr/bin/env python
"""Django's command line for the hub."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    from django.core.management import execute_from_command_line

    from hub.settings.env import WrongSettingError

    try:
        execute_from_command_line(sys.argv)
    except WrongSettingError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
