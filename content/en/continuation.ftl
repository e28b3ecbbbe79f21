# Going on or not: a question asked of each in private.

continuation-title = What next?
continuation-mentoring = The first six sessions are done. Would you like three more with { $partner }: colleagues' feedback, a swap of roles, learning by watching at work?
continuation-networking = Would a second meeting with { $partner } be useful to you?
continuation-privacy = Each of you is asked the same, in private, on the same day. Until there are two yeses, I tell nobody anything about the other's answer: a no and a silence lead to the same end.
continuation-yes = Yes, I'd like to go on
continuation-no = No, I'd rather stop here
continuation-noted = Noted. You can still change your mind.
continuation-agreed = You are going on together. What good news!
continuation-next = The next dates will appear in your shared conversation.
continuation-closed = This question is closed.
farewell-title = Thank you both
farewell-mentoring = { $mentor }, { $mentee }, your mentoring journey ends here. Thank you for your time, your listening and your trust. Do stay in touch if you like.
farewell-networking = { $mentor }, { $mentee }, your exchange ends here. Thank you for your time and your curiosity. Do stay in touch if you like.
farewell-after = This conversation stays open between you; I will not write here any more.
parted = { $partner } is no longer taking part in the programme. Thank you for what you shared; the coordinators will tell you what is possible next.
parted-erased = Your partner is no longer taking part, and what they wrote here has been deleted. What you wrote stays yours. Thank you for the time you gave each other; the coordinators will tell you what is possible next.
continuation-how = You can change your answer until { $until }. Nothing is decided before then. On { DAY($when) }, two yeses open what comes next; otherwise the programme ends, in the same words for both of you.
continuation-soon = You will hear what comes next when your working day begins.
resting-title = A pause
resting = Something has come up for { $partner }. The programme pauses and will go on by itself; there is nothing you need to do.
resting-meeting = Better not to count on your meeting on { $when }.
back-title = Off we go again
back = { $partner } is back: the programme goes on, and what comes next will arrive in good time.
