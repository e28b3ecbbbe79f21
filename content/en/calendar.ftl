# A person's own calendar, which they may let the bot read, and the subscription to their sessions.

calendar-title = My calendar
calendar-none = Linking a calendar is not possible here. You can tell me your hours and your time away:
calendar-lead = If you like, I look at when you are free before I propose dates. Nothing is linked for now.
calendar-privacy = I keep free and busy times only, never titles, places or names. At most, your partner learns that a time they suggest is not free. I forget everything after twelve hours.
calendar-linked = Linked calendar
calendar-since = Linked since
calendar-read = Last read
calendar-not-yet = not yet; it only takes a moment
calendar-known = { $moments ->
    [0] No busy time until { DAY($until) }
    [one] One busy time until { DAY($until) }
   *[other] { $moments } busy times until { DAY($until) }
 }
calendar-doubtful = { $count ->
    [one] One entry of this calendar is not clear; I count it as busy.
   *[other] { $count } entries of this calendar are not clear; I count them as busy.
 }
calendar-zones = { $count ->
    [one] I do not know one of its time zones; I read those times in yours.
   *[other] I do not know { $count } of its time zones; I read those times in yours.
 }
calendar-address = Link a calendar by its address
calendar-other = Link another calendar
calendar-again = Read again and refresh
calendar-unlink = Stop reading my calendar
calendar-unlinked = Done: your calendar is no longer linked, and everything I knew from it is forgotten.
calendar-linked-now = Thank you! I am reading your calendar right now; “Read again and refresh” will tell you whether all is well.
calendar-address-title = Link a calendar
calendar-address-how = In Google Calendar, Outlook or Apple, copy the secret address of your calendar in iCal format (.ics). I keep it encrypted and never show it again.
calendar-field-address = Address of the calendar (.ics)
calendar-link = Link this calendar
calendar-address-unusable = This address will not do. I need one that begins with “https” and can be opened from the internet.
calendar-why-address = This address leads somewhere I am not allowed to open.
calendar-why-away = The calendar does not answer at the moment. I try again from time to time; if it lasts, the address may need a check.
calendar-why-ended = The address or the permission is no longer valid. Linking the calendar again is all it takes.
calendar-why-content = What I find at this address is not a calendar. I need its secret address in iCal format (.ics).
calendar-why-page = At this address there is a page to look at, often one to sign in on. I need the secret address in iCal format (.ics), which opens without a password.
calendar-why-packed = The calendar comes packed in a way that I cannot open. The address in iCal format (.ics) will do, without “.zip”.
calendar-why-large = This calendar is too large for me to read all of it. One that is published for the last months only will do, and so will signing in to Google or Microsoft 365 where “My calendar” offers it.
calendar-why-slow = Reading this calendar takes me too long. One that is published for the last months only will do, and so will signing in to Google or Microsoft 365 where “My calendar” offers it.
calendar-why-moved = This address leads on from one address to the next, without end. Please copy it again from your calendar.
calendar-why-refused = This calendar opens with a password only. I need its secret address in iCal format (.ics), which opens without one.
calendar-why-withheld = This service does not give the free and busy times of this calendar. Linking it by its address in iCal format (.ics) will do.
calendar-why-missing = There is no calendar at this address any more. Please copy it again from your calendar.
calendar-why-later = The calendar asks me to come back a little later; I will.
calendar-why-key = I can no longer open the address that I kept encrypted. Linking the calendar again is all it takes.
calendar-why-fault = I cannot read this calendar, and the mistake is mine. There is nothing for you to do: I try again from time to time.
calendar-lost = I cannot read your calendar ({ $calendar }).
calendar-lost-how = Meanwhile I propose dates without it. You can link it again or remove it, whenever you like.
calendar-mend = See my calendar
calendar-feed = Subscribe to my sessions
calendar-feed-title = My sessions in my calendar
calendar-feed-how = Add this address to your calendar as a subscription: your sessions will appear there, always up to date.
calendar-feed-webcal = The same, as Apple Calendar and Outlook open it: { $address }
calendar-feed-secret = Whoever knows this address sees your sessions: keep it to yourself. A new address ends the old one.
calendar-feed-renew = New address
calendar-feed-renewed = Here is your new address; the old one leads nowhere any more.
calendar-connect-google = Link Google Calendar
calendar-connect-microsoft = Link Microsoft 365
calendar-write-google = Write my sessions into Google Calendar, too
calendar-write-microsoft = Write my sessions into Microsoft 365, too
calendar-write-lead = Your sessions would be there with their date, their topics and how to join, and follow every change. I invite nobody, and nothing is written until you ask for it.
calendar-writes = My sessions
calendar-writes-yes = written into this calendar
calendar-write-stop = Stop writing my sessions there
calendar-write-stop-sure = Coming sessions that I have written there will be taken out.
calendar-write-stopped = Done: I no longer write anything there, and I am taking out the coming sessions.
calendar-write-stays = If you unlink this calendar, the sessions that I have written there stay. To have them taken out, stop the writing first.
calendar-write-trouble = I cannot write a session there at the moment. I try again from time to time.
calendar-write-ended = The permission to write there is no longer valid. Signing in again, below, is all it takes.
calendar-write-lost = I cannot write your sessions into your calendar ({ $calendar }).
calendar-write-lost-sign-in = The permission to write there is no longer valid. Signing in again, from “My calendar”, is all it takes.
calendar-write-lost-tries = The service has not answered as it should for some hours. I keep trying.
calendar-write-lost-how = Nothing changes for your sessions: their dates hold, and I remind you of them as usual.

# The page where a calendar is linked by signing in to its service.

connect-whose = You are about to let me read the free and busy times of a { $service } calendar, and nothing else, to propose dates to { $name }.
connect-not-you = If { $name } is not your name, close this page: nothing will be linked.
connect-go = Continue to { $service }
connect-done = Done: this { $service } calendar is linked for { $name }. You can close this page.
connect-undo = To undo it, type “my calendar”.
connect-expired = This link is no longer valid. Type “my calendar” for a new one.
connect-refused = Nothing was linked. You can start again whenever you like, from “My calendar”.
connect-write-whose = You are about to let me read the free and busy times of a { $service } calendar, and write the sessions of { $name } into it. I invite nobody.
connect-write-done = Done: from now on I write the sessions of { $name } into this { $service } calendar. You can close this page.
connect-write-not = This { $service } calendar is linked for { $name }, but the permission to write was not given: I will write nothing there. You can close this page.
feed-title = My sessions
calendar-unlink-sure = I will no longer look at your calendar, and I will forget its address: to undo this, you would have to give it again.
calendar-feed-renew-sure = The present address will lead nowhere: wherever you added it, you would have to put the new one.
