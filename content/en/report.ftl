# What the sponsor of a programme reads at its end.

report-title = What the programme has come to
report-lead = { $programme }, as of { DATE($when) }.
report-enrolled = Pairs enrolled
report-finished = Pairs that came to the end
report-left = Pairs ended because someone left
report-under-way = Pairs still under way
report-held = Sessions held
report-meetings = Pairs that held each session
report-answers = Answers to evaluations, over the weeks with enough of them
report-answered = { $count } of { $every }
report-totals = What the evaluations say, week by week: the answer in the middle, and in how many weeks it was that.
report-weeks =
    { $count ->
        [one] { $level } (one week)
       *[other] { $level } ({ $count } weeks)
    }
report-no-totals = No totals: in no week did enough people answer for nobody to be recognised.
