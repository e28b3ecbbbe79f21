# What the two keep of each session.

takeaways-title = What you take away from session { $seance }
takeaways-title-all = What you take away
takeaways-lead = An idea, a wish, a small step: note it here if you like, together or separately. You can read it again later.
takeaways-what-for = After each session you can note here up to three things to remember. The next preparation brings them back to you.
takeaways-write = Note what we take away
takeaways-skip = Note nothing this time
takeaways-change = Change what we take away
takeaways-nothing = Nothing was noted for this session.
takeaways-skipped = Nothing to note this time, and that is perfectly fine.
takeaways-withdrawn = This session did not take place after all.
takeaways-withdrawn-kept = This session did not take place after all. What is noted here is kept.
takeaways-limit = Three short lines, { $most } characters at most for each. One is enough.
takeaways-field-1 = To remember
takeaways-field-2 = And also
takeaways-field-3 = And one more
takeaways-save = Save
takeaways-of-seance = Session { $seance }
takeaways-recall = What you took away from session { $seance }
takeaways-none-kept = You had noted nothing here.
takeaways-closed = What you took away from that session can be read again, but not changed.
