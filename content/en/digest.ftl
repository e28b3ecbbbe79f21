# What the coordinators read every Monday.

digest-title = The programme's week
digest-title-of = { $programme }: the programme's week
digest-lead = From { DAY($when) } to { DAY($until) }.
digest-met = Pairs that met that week
digest-coming = Sessions planned for the week now beginning
digest-late = Pairs without a date for { $late } days, or without news { $silent } days after a session
digest-evaluations = People who answered, among those with an evaluation that closed that week
digest-left = Pairs ended because someone left, since the start
digest-linkless = Links of sessions still without an address
digest-count = { $count }
digest-stages = Where the pairs stand, session by session
digest-stage-starting = About to begin
digest-stage-scheduling = Looking for a date
digest-stage-booked = Date set
digest-stage-met = Session to be confirmed
digest-stage-deciding = Deciding what comes next
digest-stage-paused = Paused
digest-stage-ended = Ended
digest-late-undated = { $mentor } and { $mentee } – session { $seance }: no date since { DAY($since) }
digest-late-unsaid = { $mentor } and { $mentee } – session { $seance }: no news since their meeting on { DAY($since) }
digest-late-title = Pairs that may need you, the longest waiting first
digest-pair-undelivered = { $names }: { $why }
digest-undeliverable =
    { $count ->
        [one] One person could not be reached
       *[other] { $count } people could not be reached
    }
digest-more =
    { $count ->
        [one] And one more pair.
       *[other] And { $count } more pairs.
    }
digest-nudge = Encourage { $mentor } and { $mentee }
digest-nudged = Noted: I will write them a kind word at a good moment.
digest-rate-useful = Usefulness of the session
digest-rate-shared = Speaking time shared
digest-rate-closer = Progress towards the goals
digest-pair = { $mentor } and { $mentee }
digest-member = { $name } (pair { $mentor } and { $mentee })
undelivered-left = gone, or the account is deactivated
undelivered-blocked = my messages are blocked; once unblocked, a word written in that conversation brings everything
undelivered-absent = the app is not installed, or not any more; adding it brings everything
undelivered-removed = the app was removed or switched off; please see the administrators of the workspace
undelivered-closed = the conversation is gone or archived
undelivered-forbidden = a setting or a permission is missing; please see the administrators of the workspace
undelivered-faulty = the chat tool refuses this message; please tell the people who run this service
undelivered-doubtful = may have arrived already, so held rather than sent twice
undelivered-sealed = cannot be read for now, as the right key is missing; please tell the people who run this service, and everything will arrive
undelivered-tried = the chat tool did not answer, however often it was tried
digest-totals = What these evaluations say, taken together: for each question, the answer in the middle. A question left empty counts as “somewhat”.
digest-level-low = mostly no
digest-level-middle = somewhat, or no answer
digest-level-high = mostly yes
digest-too-few = No totals this week: they take answers from at least { $threshold } people in { $pairs } pairs or more.
digest-unreadable = No totals this week: the answers cannot be read just now; they will count in a week to come. Please tell the people who run this service.
digest-not-yet = The programme's first week is not over yet. I will tell you about it on { DAY($when) }, and then every Monday.
digest-undeliverable-more =
    { $count ->
        [one] And one earlier case.
       *[other] And { $count } earlier cases.
    }
digest-helped = What helped, as at least { $least } people say
digest-nudge-starting = Not needed yet: their programme is only about to begin. I send nothing.
digest-nudge-searching = No longer needed: dates were offered to them only lately. I send nothing.
digest-nudge-booked = No longer needed: they have a date by now. I send nothing.
digest-nudge-met = No longer needed: the time of their meeting has come. I send nothing.
digest-nudge-held = No longer needed: they have met since. I send nothing.
digest-nudge-paused = No longer needed: they are taking a break. I send nothing.
digest-nudge-ended = No longer needed: their programme is over. I send nothing.
digest-asked = Would like a word with you
digest-asked-more =
    { $count ->
        [one] And one more person.
       *[other] And { $count } more people.
    }
digest-fits = How the pairs have begun, according to those who were asked. Figures go in threes, and each line holds two answers, so that nobody can be recognised in it.
digest-fit-well = “It is off to a good start”, or no answer
digest-fit-open = “It is a little early to say”, or “I would like to talk about it”
digest-at-least = at least { $count }
digest-and = { $first }, { $second }
digest-there-scheduling = { $count } looking for a date
digest-there-booked = { $count } with a date
digest-there-met = { $count } to be confirmed
digest-there-deciding = { $count } deciding what comes next
digest-there-paused = { $count } paused
digest-stage-count = { $stage }: { $count }
digest-at-seance = { $seance }: { $pairs }
digest-seance = Session { $seance }
digest-meeting = Networking, meeting { $seance }
digest-weeks = Pairs that met, in the week that began on
digest-week = { DAY($when) }
digest-needing-unanswered = Pairs whose proposed dates have waited { $number } days for an answer
digest-needing-moved = Pairs that gave up { $number } agreed dates or more for the same session
digest-late-unanswered = { $mentor } and { $mentee } – session { $seance }: proposed dates wait for an answer since { DAY($since) }
digest-late-moved = { $mentor } and { $mentee } – session { $seance }: several agreed dates given up, again on { DAY($since) }
digest-replace = Find somebody else: { $mentor } and { $mentee }
digest-look = Look at { $mentor } and { $mentee }
digest-all-pairs = All pairs
digest-all-unreached = All who cannot be reached
digest-links = Links of the sessions
digest-answered = { $count } of { $every }
digest-asked-since = { $name }, since { DAY($since) }
digest-asked-taken = { $name }, on { DAY($since) }: one of you has taken it
digest-today = Something could not be delivered
digest-today-of = { $programme }: something could not be delivered
digest-late-unwilling = { $mentor } and { $mentee }: one of the two would rather not take part, since { DAY($since) }
digest-late-unheard = { $mentor } and { $mentee }: one of the two has not said whether they want to take part; asked on { DAY($since) }
digest-earlier = ‹ Earlier week
digest-later = Later week ›
digest-no-such-week = I keep nothing of the week of { DAY($when) }: it is not over, it came before the programme, or it is too long ago.
digest-which-week = Which week? Add a day with its year, such as “digest YYYY-MM-DD”; with nothing, it is the last one.
digest-announced =
    { $count ->
        [one] One message from the coordinators to the pairs this week
       *[other] { $count } messages from the coordinators to the pairs this week
    }
digest-announced-to =
    { $count ->
        [one] { $name }, on { DAY($when) }: to one person
       *[other] { $name }, on { DAY($when) }: to { $count } people
    }
digest-announced-withdrawn =
    { $count ->
        [one] { $name }, on { DAY($when) }: to one person, then withdrawn
       *[other] { $name }, on { DAY($when) }: to { $count } people, then withdrawn where it had not arrived
    }
digest-announced-by-somebody = One of the coordinators
