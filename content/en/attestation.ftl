# What somebody may show of having taken part.

attestation-title = Attestation of participation
attestation-mentoring-mentor = { $name } took part in the mentoring of the programme { $programme } as a mentor.
attestation-mentoring-mentee = { $name } took part in the mentoring of the programme { $programme } as a mentee.
attestation-networking-mentor = { $name } gave time to a networking exchange of the programme { $programme }.
attestation-networking-mentee = { $name } took part in a networking exchange of the programme { $programme }.
attestation-met =
    { $count ->
        [one] One session was held, on { DATE($begun) }.
       *[other] { $count } sessions were held, from { DATE($begun) } to { DATE($until) }.
    }
