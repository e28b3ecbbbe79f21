# What several conversations share.

typed = { $text }
objective = Objective: { $objective }.
seance-number = Session { $seance }
minutes = { $minutes } minutes
stale = This card has changed in the meantime. Here is where things stand.
ended = This journey has come to its end. Thank you for taking part.
paused = The programme is paused. Resume whenever you like.
track-mentoring = Mentoring
track-networking = Networking
stage-starting = About to begin
stage-scheduling = A date is yet to be chosen
stage-booked = The date is set
stage-met = The time of the session has come: say in your shared conversation whether it took place
stage-deciding = What comes next is being decided
stage-paused = Paused
stage-ended = Finished
