# Comment s'est passé le début, demandé une fois à chaque personne, en privé.

fit-title = Avec { $partner }
fit-lead = Comment s'est passé le début, avec { $partner } ? Un geste suffit, et vous pouvez changer d'avis { $days ->
        [one] pendant un jour
       *[other] pendant { $days } jours
    }. Sans réponse, tout va bien aussi.
fit-privacy = { $partner } n'en saura rien. La coordination ne lit que des totaux de plusieurs personnes, comptées de trois en trois, où votre réponse se confond avec une autre.
fit-well = C'est bien parti
fit-early = C'est un peu tôt pour le dire
fit-talk = J'aimerais en parler
fit-noted = C'est noté, merci.
fit-chosen = Vous aviez répondu
fit-offer = Si vous voulez, je dis à { $names } que vous aimeriez un échange : votre nom, et rien de plus. Rien ne part sans vous, et { $partner } n'en saura rien.
fit-tell = Dire à la coordination que j'aimerais un échange
fit-ask = Dire à la coordination que vous aimeriez un échange, sous votre nom ? Un envoi ne peut pas être repris. Le liront : { $names }.
fit-told = C'est dit à la coordination. Un être humain vous répondra dans la messagerie.
fit-over = Cette question est close.
fit-not-yet = Quelques jours après votre première séance, je vous demanderai, une seule fois, comment s'est passé le début. D'ici là, rien à faire.
