# Going on or not: a question asked of each in private.

continuation-title = What next?
continuation-mentoring-mentee = The first six sessions are done. Would you like three more with { $partner }: your colleagues' feedback, a swap of roles, learning by watching at work?
continuation-mentoring-mentor = { $partner } would like to go on with you for three more sessions: colleagues' feedback, a swap of roles, learning by watching at work. Take your time to think about it.
continuation-networking-mentor = Would a second meeting with { $partner } be useful to you?
continuation-networking-mentee = Would a second meeting with { $partner } be useful to you?
continuation-privacy = Your answer stays private. You go on only if you both wish to; otherwise the programme simply ends, and nothing is ever said about who answered what.
continuation-yes = Yes, I'd like to go on
continuation-no = No, I'd rather stop here
continuation-noted = Noted. You can change your mind while the question is open.
continuation-agreed = You are going on together. What good news!
continuation-next = The next dates will appear in your shared conversation.
continuation-closed = This question is closed.
farewell-title = Thank you both
farewell-mentoring = { $mentor }, { $mentee }, your mentoring journey ends here. Thank you for your time, your listening and your trust. Nothing stops you from staying in touch.
farewell-networking = { $mentor }, { $mentee }, your exchange ends here. Thank you for your time and your curiosity. Nothing stops you from staying in touch.
farewell-after = This conversation stays open between you; I will not write here any more.
parted = { $partner } is no longer taking part in the programme. Thank you for what you shared; the coordinators will tell you what is possible next.
