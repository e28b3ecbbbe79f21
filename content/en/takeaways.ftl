# What the two keep of each session.

takeaways-title = What you keep from session { $seance }
takeaways-title-all = What you keep
takeaways-lead = An idea, a wish, a small step: note it here if you like, together or separately. You can read it again later.
takeaways-what-for = After each session you can note up to three things to keep here. The next preparation brings them back to you.
takeaways-write = Note what we keep
takeaways-skip = Note nothing this time
takeaways-change = Change what we keep
takeaways-skipped = Nothing to note this time, and that is perfectly fine.
takeaways-withdrawn = This session did not take place after all.
takeaways-withdrawn-kept = This session did not take place after all. What is noted here is kept.
takeaways-limit = Three short lines, { $most } characters at most for each. One is enough.
takeaways-field-1 = To keep
takeaways-field-2 = And also
takeaways-field-3 = And this
takeaways-save = Save
takeaways-of-seance = Session { $seance }
takeaways-recall = What you kept from session { $seance }
takeaways-none-kept = You had noted nothing here.
takeaways-closed = What was to keep from that session can be read again, but not changed.
