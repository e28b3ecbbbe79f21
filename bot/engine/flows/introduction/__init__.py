"""Three minutes about oneself (`N1.D1`, `N1.B1`): prepared in private by each, before a networking meeting.

1. What somebody writes is theirs: it shows on their own prep card and where they ask for it. The other one gets the same
   cards, at the same instants, whatever was written or not.
2. The second meeting shows it again, and has room for what the first left over (`N2.G1`).
"""
