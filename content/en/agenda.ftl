# The session itself, and the question that follows it.

agenda-title = Session { $seance }: the agenda
agenda-lead = Enjoy your session. Start once you are both here.
agenda-no-date = Here is what you will talk about. The date is still to be chosen.
agenda-advice = In short
agenda-topics = Your topics
agenda-progress = Topic { $topic } of { $total }
agenda-questions = To get you talking
agenda-open = Open the agenda
agenda-start = Start the session
agenda-next = Next topic
agenda-back = Previous topic
agenda-skip = Skip this topic
agenda-end = End the session
agenda-not-now = There is no agenda just now.
agenda-over = The agenda is closed. It stays here if you want to come back to it.
held-title = Session { $seance }: one last word
held-question = Did session { $seance } take place?
held-again = Did you manage to meet for session { $seance }? Any answer is fine.
held-yes = Yes, it took place
held-moved = It is postponed
held-no = It did not take place
held-thanks = Session { $seance } is done. Thank you for the time you shared.
held-later = Noted: you will find other dates further down.
held-known = This is already noted, thank you.
