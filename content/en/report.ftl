# What the sponsor of a programme reads at its end.

report-title = What the programme has come to
report-lead = { $programme }, as of { DATED($when) }.
report-enrolled = Pairs enrolled
report-finished = Pairs that came to the end
report-left = Pairs ended because someone left
report-cut-short = Pairs that ended before their end, by their coordinators or with the programme
report-waiting = Pairs whose first session is not open yet
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
report-not-yet = The first report will be there once a first week of the programme is over: it takes up what the digest of each week says.
report-anonymous = This report names nobody: you can hand it on.
report-link = Here it is as a page to print, with its figures in a file for a spreadsheet. The link works once, for a day.
report-open = Open the page
report-page-ask = This button shows what “{ $name }” has come to, to print or to save. It works only once.
report-page-show = Show the report
report-page-once = Print or save what you want to keep: this link will show nothing more.
report-page-file = The figures in a file, for a spreadsheet
report-page-spent = This link has been used already, or is more than a day old. Write “report” to me to get another.
report-file = The figures of what “{ $name }” has come to.
