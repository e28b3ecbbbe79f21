# The one-minute evaluation.

evaluation-title = Session { $seance }: your one-minute evaluation
evaluation-lead = How did this session go? One minute is enough.
evaluation-privacy = Your partner sees none of your answers. Coordinators only see totals, over enough people for nobody to be recognised. Every question may be left empty.
evaluation-rate-useful = This session was useful to me
evaluation-rate-shared = The speaking time was well shared
evaluation-rate-closer = It brought us closer to the goals
evaluation-scale-1 = 1 – not at all
evaluation-scale-2 = 2 – a little
evaluation-scale-3 = 3 – fairly
evaluation-scale-4 = 4 – very much
evaluation-scale-5 = 5 – completely
evaluation-helped = What helped
evaluation-helped-listening = Listening
evaluation-helped-questions = Questions
evaluation-helped-advice = Advice
evaluation-helped-contacts = Contacts
evaluation-helped-exercise = An exercise
evaluation-helped-other = Something else
evaluation-remark = A line, if you like
evaluation-remark-save = Keep this line
evaluation-done = I'm done
evaluation-thanks = Noted, thank you. Nobody else reads your answers.
evaluation-change = Change my answers
evaluation-closed = This evaluation is closed; your answers are kept.
evaluation-not-yet = There is no session to evaluate yet.
evaluation-nudge = If you have a minute, your view of session { $seance } would be valuable. If not, that's fine too.
