"""The topic of the reversed séance (`M8.B3`, `M8.B4`): the mentee proposes up to three, the mentor picks one or asks for others.

1. There is one card, in the shared conversation, that stays up to date in its place; what the mentee edits is theirs to see
   until it is saved.
2. Who is expected to do something next is told in one short message, since an edited card notifies nobody.
3. Until the séance was held, another may be picked. Without a topic the agenda offers to choose one then.
"""
