# Ce que chaque personne peut montrer de sa participation.

attestation-title = Attestation de participation
attestation-mentoring-mentor = { $name } a pris part au mentorat du programme « { $programme } » en tant que mentor(e).
attestation-mentoring-mentee = { $name } a pris part au mentorat du programme « { $programme } » en tant que personne mentorée.
attestation-networking-mentor = { $name } a donné de son temps à un échange de réseautage du programme « { $programme } ».
attestation-networking-mentee = { $name } a pris part à un échange de réseautage du programme « { $programme } ».
attestation-met-mentoring =
    { $count ->
        [one] Une séance a eu lieu, le { DATED($begun) }.
       *[other] { $count } séances ont eu lieu, du { DATED($begun) } au { DATED($until) }.
    }
attestation-met-networking =
    { $count ->
        [one] Une rencontre a eu lieu, le { DATED($begun) }.
       *[other] { $count } rencontres ont eu lieu, du { DATED($begun) } au { DATED($until) }.
    }
attestation-own = Cette attestation ne dit que des faits qui vous concernent : rien de l'autre personne, ni de ce que vous avez dit.
attestation-not-yet = Aucune séance n'a encore eu lieu : il n'y a rien à attester pour l'instant. Après la première, écrivez-moi de nouveau « attestation ».
attestation-page = Voir une page à imprimer
attestation-page-link = Voici votre attestation sur une page à imprimer ou à enregistrer. Le lien ne sert qu'une fois, pendant un jour, et ne regarde que vous.
attestation-page-open = Ouvrir la page
attestation-page-not-here = Je n'ai pas d'adresse sur le web où vous montrer une page. L'attestation que vous lisez ici dit la même chose.
attestation-page-ask = Ce bouton montre votre attestation, à imprimer ou à enregistrer. Il ne sert qu'une seule fois.
attestation-page-show = Montrer mon attestation
attestation-page-made = Établie le { DATED($when) }, d'après les séances que le programme a notées.
attestation-page-spent = Ce lien a déjà servi, ou il a plus d'un jour. Écrivez-moi « attestation » pour en avoir un autre.
