# What several conversations share.

typed = { $text }
objective = Objective: { $objective }.
seance-number = Session { $seance }
minutes = { $minutes } minutes
stale = This card has changed in the meantime. Here is where things stand.
not-part = Your journey does not include that.
ended = This journey has come to its end. Thank you for taking part.
paused = The programme is paused. Resume whenever you like.
words-unreadable = I cannot read what you wrote earlier just now, so I have changed nothing. Nothing is lost: please tell the people who run this service, then try again.
