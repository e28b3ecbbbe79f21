"""`python -m bot` is `together-bot`."""

import sys

from bot.cli import main

sys.exit(main())
