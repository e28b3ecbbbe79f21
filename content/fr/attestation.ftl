# Ce que chaque personne peut montrer de sa participation.

attestation-title = Attestation de participation
attestation-mentoring-mentor = { $name } a pris part au mentorat du programme { $programme } en tant que mentor(e).
attestation-mentoring-mentee = { $name } a pris part au mentorat du programme { $programme } en tant que personne mentorée.
attestation-networking-mentor = { $name } a donné de son temps à un échange de réseautage du programme { $programme }.
attestation-networking-mentee = { $name } a pris part à un échange de réseautage du programme { $programme }.
attestation-met =
    { $count ->
        [one] Une séance a eu lieu, le { DATE($begun) }.
       *[other] { $count } séances ont eu lieu, du { DATE($begun) } au { DATE($until) }.
    }
