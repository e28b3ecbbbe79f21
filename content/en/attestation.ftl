# What somebody may show of having taken part.

attestation-title = Attestation of participation
attestation-mentoring-mentor = { $name } took part in the mentoring of the programme “{ $programme }” as a mentor.
attestation-mentoring-mentee = { $name } took part in the mentoring of the programme “{ $programme }” as a mentee.
attestation-networking-mentor = { $name } gave time to a networking exchange of the programme “{ $programme }”.
attestation-networking-mentee = { $name } took part in a networking exchange of the programme “{ $programme }”.
attestation-met-mentoring =
    { $count ->
        [one] One session was held, on { DATED($begun) }.
       *[other] { $count } sessions were held, from { DATED($begun) } to { DATED($until) }.
    }
attestation-met-networking =
    { $count ->
        [one] One meeting was held, on { DATED($begun) }.
       *[other] { $count } meetings were held, from { DATED($begun) } to { DATED($until) }.
    }
attestation-own = This attestation says nothing but facts about you: nothing of the other person, nor of what you said.
attestation-not-yet = No session has been held yet: there is nothing to attest so far. After the first one, write “attestation” to me again.
attestation-page = See a page to print
attestation-page-link = Here is your attestation as a page to print or to save. The link works once, for a day, and is for you alone.
attestation-page-open = Open the page
attestation-page-not-here = I have no address on the web where I could show you a page. The attestation that you read here says the same.
attestation-page-ask = This button shows your attestation, to print or to save. It works only once.
attestation-page-show = Show my attestation
attestation-page-made = Made on { DATED($when) }, from the sessions that the programme has noted.
attestation-page-spent = This link has been used already, or is more than a day old. Write “attestation” to me to get another.
