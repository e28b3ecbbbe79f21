# What somebody has changed about a session in their own calendar: told to that person alone.

entries-title = In your calendar
entries-moved = In your calendar, session { $seance } is now on { $when }; the two of you had agreed on { $was }.
entries-moved-still = For { $partner }, nothing has changed: the agreed date stands, unless you propose the other one.
entries-propose = Propose the new date
entries-gone = Session { $seance } is no longer in your calendar ({ $when }).
entries-declined = In your calendar, you have declined session { $seance } ({ $when }).
entries-gone-still = For { $partner }, nothing has changed: the meeting stands. If the time no longer suits you, you can move it.
