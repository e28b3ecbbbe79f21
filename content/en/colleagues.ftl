# What colleagues see: a message to send them, and the mentor's own view, if it is wished for.

colleagues-title = Colleagues' views
colleagues-lead = Two or three colleagues you trust can tell you how you come across at work. Here is a message to copy; change whatever you like.
colleagues-message = Hello, I am taking part in a mentoring programme, and I would like to know how I come across at work. Your view matters to me. Would you answer these three questions in a few lines?
colleagues-question-well = What do I do well that I should keep doing?
colleagues-question-differently = What could I do differently, or more of?
colleagues-question-use = What would you come to me for first?
colleagues-thanks = A few words are enough, and you are welcome to tell me in person. Thank you very much!
colleagues-choose = You choose whom to send it to, and what you will say about the answers in the session.
colleagues-later = This message can be of use at any time along the way.

colleagues-ask = Would you like { $name }'s own view too?
colleagues-privacy = If you say yes, { $name } will know and can prepare. A no stays between you and me: to { $name } it is as if you had not answered.
colleagues-yes = Yes, I would like their view
colleagues-no = Not their view this time
colleagues-noted-yes = Noted: { $name } will see it when preparing the session. Until something has been handed to you, you can change your mind: { $name } will then no longer see your wish.
colleagues-noted-no = Noted. You can change your mind whenever you like.

colleagues-about = { $name } can gather the views of a few colleagues, and chooses what will be said about them in the session. There is nothing for you to do here.
colleagues-wished = { $name } would like your own view too.
colleagues-withdrawn = There is nothing to prepare here.
colleagues-prepare = Prepare my view
colleagues-prompt-strength = A strength that you have noticed, with an example if you have one.
colleagues-prompt-further = How to make more of it, and take it further.
colleagues-prompt-challenge = A challenge to try, even a modest one.
colleagues-heading-strength = A strength
colleagues-heading-further = How to take it further
colleagues-heading-challenge = A challenge to try
colleagues-notes-lead = Note down what you would like to say. Nobody else reads your notes until you hand them to { $name }; you can also keep them and talk in person.
colleagues-notes-limit = { $most } characters at most for each note.
colleagues-notes-save = Save my notes
colleagues-notes-title = Your notes
colleagues-hand = Hand my notes to { $name }
colleagues-hand-sure = { $name } will get your notes just as they stand. This cannot be taken back.
colleagues-handed = You have handed your notes to { $name }.

colleagues-view-title = { $name }'s view
colleagues-view = { $name } has taken the time to note this down for you:
colleagues-prep = A message to copy for a few colleagues, and a choice that is yours.
colleagues-prep-wished = You have asked for { $name }'s view.
colleagues-status = { $name }'s view
colleagues-status-wished = wished for
colleagues-status-handed = handed over
colleagues-none-kept = There is nothing to read here.
