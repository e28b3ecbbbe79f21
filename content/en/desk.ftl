# What coordinators ask for and do here: the list of pairs, one pair, and the words they can type.

desk-pairs-words = pairs, list
desk-pair-words = pair
desk-appoint-words = appoint
desk-dismiss-words = dismiss
desk-enrol-words = enrol, enroll
desk-digest-words = digest, week
desk-export-words = export
desk-report-words = report, summary
desk-desk-words = desk, coordinate
desk-pairs-help = pairs – all pairs, or those you are looking for
desk-pair-help = pair – one of them, by a name: “pair Camille”
desk-enrol-help = enrol – enrol pairs: two people, some lines, or a file
desk-desk-help = desk – this list
desk-help-title = Coordinating the programme
desk-pairs-do = The pairs
desk-pair-do = One pair, by a name
desk-enrol-do = Enrol a pair
desk-replace-do = Replace somebody
desk-announce-do = Write to the pairs
desk-digest-do = The week
desk-export-do = The list as a file
desk-report-do = What the programme has come to
desk-links-do = The links of the sessions
desk-appoint-do = Appoint a coordinator
desk-dismiss-do = Who coordinates
desk-desk-do = All that I can do
desk-help-title-of = { $name }: coordinating it
desk-help-lead = To coordinate, you can write to me:
desk-pairs-title = The pairs
desk-pairs-title-of = { $name }: the pairs
desk-pair-column = Pair
desk-no-need = nothing for now
desk-count =
    { $count ->
        [one] { $count } pair
       *[other] { $count } pairs
    }
desk-many = More than { $count } pairs
desk-named = One of the two names contains “{ $name }”.
desk-none = There is no pair here.
desk-show = Show
desk-show-all = All
desk-show-needing = In need of attention
desk-show-undated = Looking for a date
desk-show-asked = Waiting for a word
desk-show-undeliverable = Not reached
desk-by-seance = Session under way
desk-by-track = Track
desk-by-language = Language of one of the two
desk-any = Any
desk-seance = Session { $seance }
desk-filter = Look differently
desk-next = More of the list
desk-start = Start of the list
desk-back = Back to the list
desk-see-all = See all pairs
desk-line = { $pair } – { $where }
desk-line-needing = { $pair } – { $where }; { $need }
desk-where-not-begun = was to begin on { DAY($when) }, not begun yet
desk-where-starting = begins on { DAY($when) }
desk-where-scheduling = session { $seance }, looking for a date
desk-where-booked = session { $seance }, on { DAY($when) }
desk-where-met = session { $seance } of { DAY($when) }, to be confirmed
desk-where-deciding = session { $seance } held, deciding what comes next
desk-where-paused = on a break
desk-where-ended = ended on { DAY($when) }
desk-need-asked = a word asked for since { DAY($when) }
desk-need-unsaid = no news since their meeting on { DAY($when) }
desk-need-undated = no date since { DAY($when) }
desk-need-unanswered = dates suggested on { DAY($when) } wait for an answer
desk-need-moved = several dates given up, again on { DAY($when) }
desk-need-unwilling = one of the two said no on { DAY($when) }
desk-need-unheard = no answer to the question of { DAY($when) }
desk-needs = What needs your attention
desk-needs-nothing = Nothing needs your attention for now.
desk-needing-count =
    { $count ->
        [one] { $count } pair needs your attention.
       *[other] { $count } pairs need your attention.
    }
desk-needing-many = More than { $count } pairs need your attention.
desk-needing-all = All that need it
desk-undelivered = messages do not arrive since { DAY($when) }: { $why }
desk-track = Track
desk-stands = Where the pair stands
desk-met-last = Last session
desk-never-met = none yet
desk-on-day = { DAY($when) }
desk-said-no = { $name } would rather not take part this time (answer of { DAY($when) })
desk-said-nothing = { $name } had said neither yes nor no by { DAY($when) }
desk-which-programme = Which programme is it about?
desk-whom = Which pair? A part of one of the two names will do.
desk-find-name = A name
desk-find = Find it
desk-no-such-pair = I find no pair with a name that contains “{ $name }”.
desk-take = I'll take it: { $name }
desk-taken = Noted, you see to it: { $name }.
desk-taken-already = Nothing is waiting here any more: somebody sees to it already ({ $name }).
desk-not-taken = Nobody sees to it at the moment ({ $name }).
desk-taken-by-title = A word asked for: { $name }
desk-taken-by = { $coordinator } sees to what { $name } has asked for.
desk-give-back = Leave it to somebody else
desk-given-back = Noted, it is waiting again: { $name }.
desk-given-back-by = { $coordinator } leaves what { $name } has asked for to somebody else: it is waiting again.
desk-appoint-help = appoint – make somebody a coordinator: “appoint Camille”
desk-dismiss-help = dismiss – who coordinates, and to end it for somebody
desk-coordinators-title = Coordinators of the programme
desk-nobody-called = I know nobody here by the name of “{ $name }”. You can choose the person, or write me the word followed by their e-mail address.
desk-appoint-lead = Who is to coordinate? They will see where the pairs stand, never a word of theirs, and can appoint others.
desk-appoint-this = Appoint { $name }
desk-appoint-more = Others have a similar name: write it in full to find them.
desk-dismiss-lead = These people coordinate the programme.
desk-dismiss-this = Dismiss { $name }
desk-end = End the programme: { $mentor } and { $mentee }
desk-end-ask = End the programme of { $mentor } and { $mentee }? Both will get a kind word about it. You can reopen it for { $days } days.
desk-ended = Noted: their programme has ended ({ $mentor } and { $mentee }). A kind word goes to them in their working hours. You can reopen it for { $days } days.
desk-ended-already = It had ended already ({ $mentor } and { $mentee }); nothing has changed.
desk-restore = Reopen the programme: { $mentor } and { $mentee }
desk-restored = Noted: the programme goes on where it was ({ $mentor } and { $mentee }).
desk-restored-already = Their programme is going on ({ $mentor } and { $mentee }); nothing has changed.
desk-not-restored = It cannot be reopened from here ({ $mentor } and { $mentee }); nothing has changed.
desk-digest-help = digest – the last week, or that of a day: “digest YYYY-MM-DD”
desk-export-help = export – all pairs in a file, for a spreadsheet
desk-report-help = report – what the programme has come to, for its sponsor
desk-export-title = The list of pairs
desk-export-link = Here you can fetch the list of all pairs, with their sessions: facts, and never a word of theirs. The link works once, for a day, and is for you alone.
desk-export-open = Open the page
desk-export-not-here = This list is too long for messages, and I have no address on the web from which to fetch it. Please turn to those who run this service.
desk-export-page-ask = This button gives a file of all pairs of “{ $name }”. It works only once.
desk-export-page-fetch = Fetch the file
desk-export-page-spent = This link has been used already, or is more than a day old. Write “export” to me to get another.
desk-replace-words = replace
desk-replace-help = replace – find somebody else for one of a pair: “replace Camille”
desk-replace = Replace { $name }
desk-replace-title = Replacing somebody
desk-replace-who = Who is to be replaced?
desk-replace-name = Add the name of the person to be replaced, for example “replace Camille”.
desk-replace-lead = Who is to be paired with { $stays }, after { $goes }? Nothing changes yet: you will confirm in the next step.
desk-replace-field = Who comes
desk-replace-next = Continue
desk-replace-choose = Who is to be paired with { $stays }, after { $goes }?
desk-replace-by = { $comes } replaces { $goes }
desk-replace-by-ask = { $comes } replaces { $goes }? The pair { $goes } and { $stays } ends, and that cannot be taken back. Whoever knew something of it gets a kind word.
desk-replace-more = Others have a similar name: write all of it to find them.
desk-replace-nobody = I know nobody else here called “{ $name }”.
desk-replaced = Noted: { $comes } replaces { $goes }, and will be paired with { $stays }. The words that { $goes } wrote stay theirs.
desk-replaced-asked = { $comes } is asked first, in private. Once both agree, their programme begins with a first session. Until then I do not tell { $stays } who it is.
desk-replaced-told = Their programme begins with a first session; the first words go out in their working hours.
desk-not-replaced-done = Somebody in this pair has been replaced already ({ $goes } and { $stays }); nothing has changed.
desk-not-replaced-over = This pair has come to the end of the programme ({ $goes } and { $stays }): there is nobody to replace.
desk-not-replaced-nobody = { $stays } no longer takes part either: there is nothing for this pair to go on with.
desk-not-replaced-unwilling = { $stays } has said that they do not want to take part this time: it is they who would have to be replaced first.
desk-not-replaced-same = { $comes } is in this pair already; nothing has changed.
desk-not-replaced-together = { $comes } and { $stays } are a pair already; nothing has changed.
desk-not-replaced-unreadable = I cannot read just now what is to go with { $stays }: nothing has changed. Please see those who run this service.
desk-was-replaced = Somebody else replaces { $name }, in another pair.
desk-replace-picked = The person chosen
desk-export-file = The list of the pairs of “{ $name }”, with their sessions: facts, and never a word of theirs.
desk-file-coming = The file is on its way to our conversation.
desk-text-coming =
    { $count ->
        [one] I cannot give files here: it is on its way to our conversation as a message, to be copied into a spreadsheet.
       *[other] I cannot give files here: it is on its way to our conversation as { $count } messages, to be copied into a spreadsheet.
    }
desk-file-part = Part { $number } of { $count }
desk-announce-words = announce, broadcast
desk-announce-help = announce – write to all pairs, or to some
desk-announce-title = Writing to the pairs
desk-announce = Write to all pairs
desk-announce-these = Write to these pairs
desk-announce-to =
    { $count ->
        [one] For one person
       *[other] For { $count } people
    }
desk-announce-to-nobody = There are no people to write to here: these pairs have not begun, or have ended
desk-announce-everybody = All pairs that are under way
desk-announce-not-yours = Your own pair is not among them: the other one of it will not get this message, unless you tell them.
desk-announce-field = Your message ({ $most } characters at most)
desk-announce-read = Read before sending
desk-announce-empty = There is nothing to send yet.
desk-announce-as = Here is your message. Each person will read it in their chat with me, in their working hours, under your name ({ $name }). It has not gone yet.
desk-announce-changed = Something has changed meanwhile: here is what would go, and to how many people. Nothing has gone.
desk-announce-send =
    { $count ->
        [one] Send to one person
       *[other] Send to { $count } people
    }
desk-announce-ask =
    { $count ->
        [one] Send this message to one person, under your name? You can withdraw it until it arrives.
       *[other] Send this message to { $count } people, under your name? You can withdraw it where it has not arrived yet.
    }
desk-announce-change = Change the message
desk-announce-drop = Send nothing
desk-announce-dropped = Nothing has gone, and I keep nothing of it.
desk-announce-others = Choose other pairs
desk-announce-goes =
    { $count ->
        [one] Noted: the message goes to one person, in their working hours. If they are on a break it waits for them, until { DAY($until) } at the latest.
       *[other] Noted: the message goes to { $count } people, in their working hours. Where a pair is on a break it waits for them, until { DAY($until) } at the latest.
    }
desk-announce-gone = This message had gone already; it has not gone twice.
desk-announce-sent = Your last messages to the pairs
desk-announce-state = { $name }, { DAY($when) }: arrived with { $reached } of { $count }
desk-announce-state-withdrawn = { $name }, { DAY($when) }: withdrawn; arrived with { $reached } of { $count }
desk-announce-somebody = The coordinators
desk-announce-withdraw = Withdraw where it has not arrived
desk-announce-withdraw-ask =
    { $reached ->
        [0] Withdraw this message? It has not arrived yet, and no longer will.
        [one] Withdraw this message? One person has it; the others will not get it.
       *[other] Withdraw this message? { $reached } people have it; the others will not get it.
    }
desk-announce-withdrawn =
    { $count ->
        [0] There was nothing left to withdraw.
        [one] Noted: one person will not get it. People who had it already: { $reached }.
       *[other] Noted: { $count } people will not get it. People who had it already: { $reached }.
    }
desk-announcement-title = A word from the coordinators
desk-announcement = { $name } writes to you for the coordinators of the programme:
desk-announce-nothing = There is nothing left to do here: this message has gone already, or I do not have it any more. To write another: “announce”.
desk-links-words = links, link
desk-links-help = links – what the sessions have people read, watch or open: give, change or withdraw an address
