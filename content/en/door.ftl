# To those who write unexpectedly, or from several pairs.

stranger = Hello! I keep the pairs of the { -platform } programme company, and I cannot find you among them yet. If you think you belong to one, your programme coordinators can enrol you.
no-pair = Hello! You have no journey under way at the moment. Your coordinators will tell you if one is being prepared.
which-pair = You have several journeys. Which one is this about?
pair-with = With { $partner }
not-yours = This card belongs to another pair.
coordinator-hello = Hello! Here is where the programme stands.
