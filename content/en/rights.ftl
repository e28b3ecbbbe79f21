# To somebody whose account or chat tool has changed.

rights-moved = Hello! From now on I write to you here: your programme goes on as it was. What stands in our old conversation can no longer be used.

# The page with all that is kept of somebody, for them alone.

rights-made = This is everything that is kept about you, as of { $when }. Words stand as you wrote them; fields without a name here stand as they are kept.
rights-person = About you
rights-calendar = Your calendar
rights-coordinates = Programmes that you coordinate
rights-pair = Your pair with { $partner }
rights-messages = Messages that are still kept
rights-contacts = How often I wrote to you of my own accord
rights-noted = Who looked at this or changed something
rights-nothing = Nothing.
rights-when = { $when }
rights-seance = Session { $seance }

rights-field-name = Name
rights-field-channel = Chat tool
rights-field-address = Address there
rights-field-mail = E-mail address
rights-field-languages = Languages
rights-field-zone = Time zone
rights-field-hours = Working hours
rights-field-off = Days off
rights-field-kind = Kind
rights-field-where = Where
rights-field-linked = Linked
rights-field-read = Last read
rights-field-programme = Programme
rights-field-track = Programme type
rights-field-role = Your role
rights-field-partner = Partner
rights-field-start = First week
rights-field-ended = Ended
rights-field-left = You have left
rights-field-pause = Pause
rights-field-seances = Sessions
rights-field-shared = What the two of you share
rights-field-own = Your own answers and notes
rights-field-shown = Cards shown
rights-field-number = Number
rights-field-opened = Opened
rights-field-meeting = Date agreed
rights-field-held = Took place
rights-field-answers = Your answers
rights-field-done = Done
rights-field-sent = Sent
rights-field-day = Day
rights-field-count = Number of messages
rights-field-pair = Pair
rights-field-at = When
rights-field-who = Who
rights-field-what = What
