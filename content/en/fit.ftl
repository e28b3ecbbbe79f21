# How it has begun, asked of each once, in private.

fit-title = With { $partner }
fit-lead = How has it been so far with { $partner }? One tap is enough, and you can change your mind { $days ->
        [one] for one day
       *[other] for { $days } days
    }. No answer is fine too.
fit-privacy = { $partner } will know nothing of it. The coordinators only read totals of several people, counted in threes, where your answer cannot be told from another.
fit-well = It is off to a good start
fit-early = It is a little early to say
fit-talk = I would like to talk about it
fit-noted = Noted, thank you.
fit-chosen = You had answered
fit-offer = If you like, I will tell { $names } that you would like a word: your name, and nothing more. Nothing is sent without you, and { $partner } will know nothing of it.
fit-tell = Tell the coordinators that I would like a word
fit-ask = Tell the coordinators that you would like a word, under your name? What is sent cannot be taken back. It will be read by: { $names }.
fit-told = The coordinators have been told. A human being will answer you in chat.
fit-over = This question is closed.
fit-not-yet = A few days after your first session I will ask you, just once, how it has been so far. Until then there is nothing to do.
