"""The programme comes to its last day: every journey that is still under way ends with it, and both get a warm word.

1. A journey ends on the morning after the last day (`ProgrammeCalendar.last`), once it is morning for both; in a pause too.
2. A date that both agreed on is kept: it ends once that is over, and there was time to say how it was.
3. Each reads of it in private, in their working hours. An evaluation that is open stays so until it closes.
4. If the last day is moved on within the days in which an end can be taken back, the journey goes on where it was.
"""
