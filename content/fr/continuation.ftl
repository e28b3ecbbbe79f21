# Continuer ou non : une question posée à chacun·e en privé.

continuation-title = Et maintenant ?
continuation-mentoring = Les six premières séances sont faites. Aimeriez-vous en vivre trois de plus avec { $partner } : les retours des collègues, un échange des rôles, une observation au travail ?
continuation-networking = Une seconde rencontre avec { $partner } vous serait-elle utile ?
continuation-privacy = La même question est posée à chacun·e, en privé, le même jour. Tant qu'il n'y a pas deux oui, je ne dis rien à personne de la réponse de l'autre : un non et un silence mènent à la même fin.
continuation-yes = Oui, j'aimerais continuer
continuation-no = Non, je préfère m'arrêter là
continuation-noted = C'est noté. Vous pouvez encore changer d'avis.
continuation-agreed = Vous continuez ensemble. Quelle bonne nouvelle !
continuation-next = Les prochaines dates arrivent dans votre conversation à deux.
continuation-closed = Cette question est close.
farewell-title = Merci à vous deux
farewell-mentoring = { $mentor }, { $mentee }, votre parcours de mentorat s'achève ici. Merci pour votre temps, votre écoute et votre confiance. Et si le cœur vous en dit, gardez le contact.
farewell-networking = { $mentor }, { $mentee }, votre échange s'achève ici. Merci pour votre temps et votre curiosité. Et si le cœur vous en dit, gardez le contact.
farewell-after = Cette conversation reste ouverte entre vous ; je n'y écrirai plus.
parted = { $partner } ne participe plus au programme. Merci pour ce que vous avez partagé ; la coordination vous dira ce qui est possible ensuite.
parted-erased = La personne avec qui vous formiez un binôme ne participe plus, et ce qu'elle avait écrit ici est effacé. Ce que vous avez écrit reste à vous. Merci pour le temps que vous vous êtes donné ; la coordination vous dira ce qui est possible ensuite.
continuation-how = Votre réponse peut changer jusqu'au { $until }. Rien ne se décide avant. Le { DAY($when) }, deux oui ouvrent la suite ; sinon, le parcours se termine, avec le même mot pour vous deux.
continuation-soon = Vous apprendrez la suite au début de votre journée de travail.
resting-title = Une pause
resting = { $partner } a un empêchement en ce moment. Le parcours fait une pause et reprendra de lui-même ; vous n'avez rien à faire.
resting-meeting = Mieux vaut ne pas compter sur votre rendez-vous du { $when }.
back-title = C'est reparti
back = { $partner } est de retour : le parcours reprend, et la suite arrive au bon moment.
