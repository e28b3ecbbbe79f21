# A word with a human being: the coordinators, and somebody outside of them.

contact-title = Talk to somebody
contact-lead = Write a few words: a human being will read them and answer you. They go under your name. Your partner will know nothing of it.
contact-readers = Your words will be read by these people, and nobody else: { $names }.
contact-nobody = There is no coordinator outside your own pair, so there is nobody I could pass a word on to. Nothing has been sent, and nothing will be.
contact-field = Your words (at most { $most } characters)
contact-read-again = Read it over before sending
contact-empty = There is nothing to send yet.
contact-yours = These are your words. They have not been sent yet.
contact-changed-meanwhile = Something has changed in the meantime: this is what would be sent, and to whom. Nothing has been sent.
contact-send = Send to the coordinators
contact-ask = Send these words to the coordinators, under your name? What is sent cannot be taken back. They will be read by: { $names }.
contact-change = Change my words
contact-drop = Send nothing
contact-dropped = Nothing has been sent, and I keep none of it.
contact-sent = It is sent. Your words go to: { $names }. A human being will answer you directly, in chat. I keep no copy: here they are one last time.
contact-sent-already = There is nothing left to send from here. To write something else: “contact”.
contact-outside = Outside the coordinators, at any time: { $contact }.
contact-outside-unnamed = Outside the coordinators, you can turn to human resources, to staff representatives, to occupational health, or to somebody you trust. The programme has named nobody in particular.
contact-to-coordinators-title = A word from { $name }
contact-to-coordinators = { $name } writes to the coordinators:
contact-wish = { $name } would like a word with you.
contact-answer = Answer { $name } directly, in chat. Their partner knows nothing of it: please do not mention it to them.
