# Before the first word of the programme: the same question to each in private. It names nobody.

willing-title = Hello { $name }!
willing-mentoring-mentor = The coordinators of the { -platform } mentoring programme are thinking of you as a mentor for somebody. Would that suit you?
willing-mentoring-mentee = The coordinators of the { -platform } mentoring programme are thinking of you: somebody could be your mentor. Would that suit you?
willing-networking-mentor = The coordinators of the { -platform } networking programme are thinking of you for a conversation with somebody to whom your point of view would be useful. Would that suit you?
willing-networking-mentee = The coordinators of the { -platform } networking programme are thinking of you: somebody could answer your questions. Would that suit you?
willing-when = With a yes from both of you the programme begins in the week of { DAY($when) }, and you will know then who it is with.
willing-soon = With a yes from both of you the programme begins, and you will know then who it is with.
willing-privacy = The coordinators will know your answer. The other person does not know that you were thought of, and learns nothing unless you both say yes. A no needs no explanation.
willing-yes = Yes, I would like to take part
willing-no = No, not this time
willing-noted-yes = Noted, thank you! What comes next will come by itself. Until then you can change your mind.
willing-noted-no = Noted, thank you for saying so. I will not bring it up again. If you change your mind, your yes will be welcome.
willing-reminder-title = A question is waiting for you
willing-reminder = Yes or no, your answer will help the coordinators to arrange what comes next.
willing-begun = It is a yes from both: the programme has begun.
willing-closed = This question is closed.
