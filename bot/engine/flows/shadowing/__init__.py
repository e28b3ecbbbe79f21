"""Observing the mentor at work (`M9`): what the two choose, on a day of its own.

1. First the mentee says in private whether it would suit them at all. A no, and silence, are theirs alone: nothing that the
   mentor gets hangs on them, and the séance is then one like the others.
2. With a yes the card comes to the shared conversation. Either sets what it is and when, and the other sees it and may change
   it: nobody has to confirm. Dress and introductions are the mentor's to note.
3. The kind and the day are facts, since the reminder and the journey's last words hang on them; everything else is words.
4. The day may lie before or after the séance's. While it lies ahead the journey is not over: the last words come after it.
"""
