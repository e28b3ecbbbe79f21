# A person's own calendar, which they may let the bot read, and the subscription to their sessions.

calendar-title = My calendar
calendar-lead = If you like, I look at when you are free before I propose dates. Nothing is linked for now.
calendar-privacy = I keep free and busy times only, never titles, places or names. At most, your partner learns that a time they suggest is not free. I forget everything after twelve hours.
calendar-linked = Linked calendar
calendar-since = Linked since
calendar-read = Last read
calendar-not-yet = not yet; it only takes a moment
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
calendar-why-content = What I find at this address is not a calendar that I can read.
calendar-why-later = The calendar asks me to come back a little later; I will.
calendar-why-key = I can no longer open the address that I kept encrypted. Linking the calendar again is all it takes.
calendar-lost = I cannot read your calendar ({ $calendar }).
calendar-lost-how = Meanwhile I propose dates without it. You can link it again or remove it, whenever you like.
calendar-mend = See my calendar
calendar-feed = Subscribe to my sessions
calendar-feed-title = My sessions in my calendar
calendar-feed-how = Add this address to your calendar as a subscription: your sessions will appear there, always up to date.
calendar-feed-secret = Whoever knows this address sees your sessions: keep it to yourself. A new address ends the old one.
calendar-feed-renew = New address
calendar-feed-renewed = Here is your new address; the old one leads nowhere any more.
calendar-connect-google = Link Google Calendar
calendar-connect-microsoft = Link Microsoft 365

# The page where a calendar is linked by signing in to its service.

connect-whose = You are about to let me read the free and busy times of a { $service } calendar, and nothing else, to propose dates to { $name }.
connect-not-you = If { $name } is not your name, close this page: nothing will be linked.
connect-go = Continue to { $service }
connect-done = Done: this { $service } calendar is linked for { $name }. You can close this page.
connect-undo = To undo it, type “settings” and open “My calendar”.
connect-expired = This link is no longer valid. Type “settings” and open “My calendar” for a new one.
connect-refused = Nothing was linked. You can start again whenever you like, from “My calendar”.
feed-title = My sessions
calendar-unlink-sure = I will no longer look at your calendar, and I will forget its address: to undo this, you would have to give it again.
calendar-feed-renew-sure = The present address will lead nowhere: wherever you added it, you would have to put the new one.
