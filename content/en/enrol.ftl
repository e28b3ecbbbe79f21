# Enrolling pairs, and making somebody a coordinator whom the bot does not know yet.

enrol-title = Enrolling pairs
enrol-lead = Choose the two people. I first make sure that I can write to them, then I answer you here.
enrol-mentor = Mentor
enrol-mentee = Mentee
enrol-name-mentor = Name of the mentor
enrol-name-mentee = Name of the mentee
enrol-first-week = First week
enrol-submit = Enrol this pair
enrol-to-lines = Paste several lines
enrol-file = A CSV file will do as well: drop it into this conversation.
enrol-lines-lead =
    One line for each pair: the address of the mentor, that of the mentee, the track and the first week. For example:
    awa@example.org, camille@example.org, mentoring, { $week }
    Lines from a spreadsheet will do, with or without the names of the columns. If anything needs putting right, I tell you line by line and enrol nobody.
enrol-lines = Lines to enrol
enrol-lines-submit = Enrol these pairs
enrol-too-long = This is too long for a message. Drop these lines here in a CSV file instead: all of it will be read at once.
enrol-looking = Noted. I look these people up, and write to you as soon as it is done.
enrol-looking-for = Noted. I look this person up, and write to you as soon as it is done.
enrol-done =
    { $count ->
        [0] No new pair.
        [one] { $count } pair enrolled.
       *[other] { $count } pairs enrolled.
    }
enrol-there =
    { $count ->
        [one] { $count } pair was enrolled already.
       *[other] { $count } pairs were enrolled already.
    }
enrol-asked = Each of them is first asked, in private, whether they would like to take part. It begins when both have said yes.
enrol-told = The first messages reach them at the beginning of their first week.
enrol-spread = As these pairs are many, the first messages go out over several days, between { DAY($first) } and { DAY($last) }.
enrol-nothing = I have enrolled nobody: here is what needs putting right.
enrol-at-line = line { $line }: { $flaw }
enrol-more-flaws =
    { $count ->
        [one] And { $count } more.
       *[other] And { $count } more.
    }
enrol-ended = { $mentor } and { $mentee }: this has been over since { DAY($when) }. Enrolling does not reopen it; look for the pair to see whether it can be reopened.
enrol-unreached = I cannot reach the directory just now. Nothing has changed; please try again a little later.
enrol-lost = I could not finish what you asked for, and nothing has changed. Could you ask me again?
enrol-not-found = Nothing has changed for { $name }: { $flaw }
enrol-person = Person
enrol-name = Name of this person
enrol-appoint-lead = Who is to coordinate? This person will see where pairs stand, never their words, and can appoint others in turn. If I know them here already, their name after the word will do: “appoint Camille”.
enrol-appoint-submit = Make them a coordinator
enrol-flaw-missing = the columns { $about } are missing; needed are { $other }.
enrol-flaw-unknown-columns = I do not know the columns { $about }; optional are { $other }.
enrol-flaw-twice = the columns { $about } are there twice.
enrol-flaw-cells = there are { $about } cells, and { $other } columns in the first line.
enrol-flaw-not-csv = the text does not read as a table; please check its quotation marks.
enrol-flaw-empty = there is no pair to read.
enrol-flaw-track = “{ $about }” is no track; write mentoring or networking.
enrol-flaw-no-date = the first week “{ $about }” is no date; write year, month and day: YYYY-MM-DD.
enrol-flaw-two-dates = the first week “{ $about }” can be read in two ways; write { $other }.
enrol-flaw-same = the two people have the same address ({ $about }).
enrol-flaw-name = I lack a name, of at most { $other } characters ({ $about }).
enrol-flaw-channel = “{ $about }” is no messenger that I know; here: { $other }.
enrol-flaw-address = somebody's address is missing. { $about }
enrol-flaw-languages = the languages “{ $about }” must be some of: { $other }.
enrol-flaw-zone = I do not know the time zone “{ $about }”; write it like Europe/Paris.
enrol-flaw-hours = the hours “{ $about }” are written like 09:00-17:30.
enrol-flaw-holidays = I do not know the public holidays “{ $about }”; write FR, CH-GE or -.
enrol-flaw-pair-twice = this is the same pair as on line { $other }.
enrol-flaw-capitals = { $about } differs in capitals alone from an address on line { $other }; write them alike.
enrol-flaw-otherwise = { $about } is described differently on line { $other }.
enrol-flaw-too-large = this is more than I can read here; please share it out over several files.
enrol-flaw-no-text = I cannot read this file; in your spreadsheet, save it as CSV.
enrol-flaw-no-file = I can no longer get at this file; please drop it again.
enrol-flaw-form = “{ $about }” is no address that I can read; an e-mail address will do.
enrol-flaw-elsewhere = { $about } is in a workspace where I cannot write for this programme.
enrol-flaw-several = { $about } is in several workspaces; write one of these addresses: { $other }.
enrol-flaw-unknown = I find nobody at “{ $about }”; check the address, or invite them first.
enrol-flaw-inactive = the account of { $about } is deactivated.
enrol-flaw-bot = { $about } is a bot.
enrol-flaw-guest = { $about } can only enter a single channel, where I cannot write to them; they need access to several channels.
enrol-flaw-invited = { $about } has not accepted their invitation yet.
