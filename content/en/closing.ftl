# The last day of the programme: a word to each person, and to its coordinators.

closing-told = The programme ended on { DAY($when) }, and with it your time with { $partner } as a pair. Thank you for the time, the listening and the trust you have given each other.
closing-told-next = What you did together can still be read here. And if you both feel like it, stay in touch.
closing-early = The programme ended on { DAY($when) } before what we had in mind for you could begin. Thank you for being willing to take part.
closing-extended-title = The programme goes on
closing-extended = The programme has been extended: you and { $partner } go on where you were. What comes next comes in good time.
closing-extended-early = The programme has been extended: what we had in mind for you is possible again.
closing-coordinators-title = { $name }: the programme is over
closing-coordinators = The last day of “{ $programme }” was { DAY($when) }. Thank you for looking after its pairs. Each person who was still under way gets a kind word, in their working hours. Here is where it all ends:
closing-coordinators-next = Evaluations that are open stay so until they close, and the week's digest still comes on Monday. If the programme is to last longer, those who run this service can extend it: within { $days } days, pairs go on where they were.
