"""What colleagues see (`M7.B3`, `M7.D1`), and whether the mentor's own view is wished for (`M7.D2`).

1. The mentee gets a message to send to colleagues, and a question in private. A no is theirs alone, and looks like no answer
   to the mentor: in text, time and order.
2. Only a yes is told. Then, and not before, the mentor's preparation speaks of it, with what the guide says about it.
3. What the mentor notes is theirs until they hand it over, which cannot be taken back; nothing else of it ever shows.
"""
