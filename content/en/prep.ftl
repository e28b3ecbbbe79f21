# Before the session: preparing, and a single reminder.

prep-title = Session { $seance } with { $partner }
prep-lead = Here is what you need, in a few minutes, to prepare your next session with { $partner }.
prep-before = Before the session
prep-advice = To keep in mind
prep-during = During the session
prep-topics = What the session will cover, topic by topic:
prep-note = Your own note from session { $seance }
prep-footer = Take what helps you. What you tick under “Before the session” is seen by nobody else.
prep-mine = See my preparation
prep-later = The date has changed. Your preparation will be back a few days before the session; until then, it is one tap away.
prep-not-now = There is nothing to prepare just now.
reminder-title = Session { $seance } is coming up
reminder = You are meeting on { $when }.
