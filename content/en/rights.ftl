# To somebody whose account or chat tool has changed.

rights-moved = Hello! From now on I write to you here: your programme goes on as it was. The cards in our old conversation no longer work.

# The page with all that is kept of somebody, for them alone.

rights-made = This is everything that is kept about you, as of { DATE($when) }, { TIME($when) }. Your words stand as you wrote them. The file holds the same, with the marks by which I know what has already been said and shown.
rights-person = About you
rights-calendar = Your calendar
rights-coordinates = Programmes that you coordinate
rights-pair = Your pair with { $partner }
rights-messages = Messages that are still kept
rights-contacts = How often I wrote to you of my own accord
rights-noted = Who looked at or changed something about you
rights-nothing = Nothing.
rights-when = { DATE($when) }, { TIME($when) }
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
rights-field-linked = Linked on
rights-field-read = Last read
rights-field-programme = Programme
rights-field-track = Programme type
rights-field-role = Your role
rights-field-partner = Partner
rights-field-start = First week
rights-field-ended = Ended
rights-field-left = You stopped
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
rights-counted = What your evaluations add to a week still under way
rights-unreadable = Some of your words cannot be read just now, because a key is missing. They are not lost: please tell the people who run this service, then export again.

rights-field-offer = Dates on offer
rights-field-made = Made
rights-field-slots = Dates
rights-field-taps = What suits you
rights-field-minutes = Length in minutes
rights-field-since = Since
rights-field-until = Until
rights-field-contact = Last day on which I wrote of my own accord
rights-field-line = A line to remember
rights-field-last = Last answered
rights-field-unreadable = Words that cannot be read
rights-field-evaluation = Your evaluations
rights-field-evaluation-answers = What you answered
rights-field-continuation-answer = Whether to go on
rights-field-yes = Answer
rights-field-prep = What you ticked
rights-field-counted = Counted
rights-field-week = Week that ends before
rights-field-ratings = Ratings
rights-field-shadowing = Job shadowing
rights-field-shadowing-day = Job shadowing, its day
rights-field-shadowing-wish = Whether you would like job shadowing
rights-field-suits = Answer
rights-field-begun = Begun
rights-field-about = What it is
rights-field-how = In what way
rights-field-by = Noted by
rights-field-dress = Dress
rights-field-introduce = People to introduce
rights-field-told = Messages about it
rights-field-introduction = Your three minutes
rights-field-me = Who you are, what you do
rights-field-matter = What you are busy with
rights-field-curious = What you would like to ask
rights-field-rest = Left aside the first time

rights-role-mentor = mentor
rights-role-mentee = mentee

rights-off-leave = time off
rights-off-holiday = public holiday
rights-off-estimated = public holiday, not certain yet

rights-level-low = low
rights-level-middle = middle
rights-level-high = high

rights-who-operator = someone who runs this service
rights-who-coordinator = a coordinator
rights-who-you = you

rights-act-digest = weekly digest read
rights-act-nudge = a kind word for your pair
rights-act-import = pairs enrolled
rights-act-leave = taken out of the programme
rights-act-restore = brought back into the programme
rights-act-show = facts about you looked at
rights-act-export = your data sent to you
rights-act-erase = erased
rights-act-move = moved to another address
rights-act-appoint = made a coordinator
rights-act-dismiss = no longer a coordinator
rights-act-undelivered = undelivered messages listed
rights-act-retry = undelivered message sent again
rights-act-programme = programme changed
rights-act-reseal = keys changed
rights-act-backup = backup made
rights-act-restore_backup = backup restored
rights-act-audit = audit trail read
