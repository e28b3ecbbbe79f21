"""The pact of confidentiality (`M2.G3`): a handful of statements, each kept, dropped or worded anew, which both sign.

1. Nobody but the two sees it, not even whether it is signed: it has no row where others look.
2. Whatever one of them changes asks the other again; what both signed before holds until both have signed something else.
3. Whom to turn to outside the two stands on it whatever they choose.
"""
