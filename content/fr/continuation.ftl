# Continuer ou non : une question posée à chacun·e en privé.

continuation-title = Et maintenant ?
continuation-mentoring-mentee = Les six premières séances sont faites. Aimeriez-vous en vivre trois de plus avec { $partner } : les retours de vos collègues, un échange des rôles, une observation au travail ?
continuation-mentoring-mentor = { $partner } aimerait poursuivre avec vous, pour trois séances de plus : les retours des collègues, un échange des rôles, une observation au travail. Prenez le temps d'y penser.
continuation-networking-mentor = Une seconde rencontre avec { $partner } vous serait-elle utile ?
continuation-networking-mentee = Une seconde rencontre avec { $partner } vous serait-elle utile ?
continuation-privacy = Votre réponse reste privée. La suite ne s'ouvre que si vous êtes deux à la souhaiter ; sinon, le parcours se termine simplement, sans que l'on dise jamais qui a répondu quoi.
continuation-yes = Oui, j'aimerais continuer
continuation-no = Non, je préfère m'arrêter là
continuation-noted = C'est noté. Vous pouvez changer d'avis tant que la question est ouverte.
continuation-agreed = Vous continuez ensemble. Quelle bonne nouvelle !
continuation-next = Les prochaines dates arrivent dans votre conversation à deux.
continuation-closed = Cette question est close.
farewell-title = Merci à vous deux
farewell-mentoring = { $mentor }, { $mentee }, votre parcours de mentorat s'achève ici. Merci pour votre temps, votre écoute et votre confiance. Rien ne vous empêche de vous donner des nouvelles.
farewell-networking = { $mentor }, { $mentee }, votre échange s'achève ici. Merci pour votre temps et votre curiosité. Rien ne vous empêche de vous donner des nouvelles.
farewell-after = Cette conversation reste ouverte entre vous ; je n'y écrirai plus.
parted = { $partner } ne participe plus au programme. Merci pour ce que vous avez partagé ; la coordination vous dira ce qui est possible ensuite.
