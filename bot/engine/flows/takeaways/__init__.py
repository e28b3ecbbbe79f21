"""What the two keep of a séance: up to three short lines, written once it was held, or skipped in one tap.

1. There is one card for each séance held, in the shared conversation, that either writes on until the next séance is held.
2. The next preparation of both shows what stands there. Nobody is reminded of it.
3. What one writes while the other does is lost by neither.
"""
