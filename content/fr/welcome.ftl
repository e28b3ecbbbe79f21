# Les premiers mots, à chacun·e en privé ; puis à deux.

welcome-title = Bonjour { $name } !
welcome-mentoring-mentor = La coordination du programme de mentorat { -platform } vous met en relation avec { $partner }, que vous allez accompagner. Merci de donner de votre temps.
welcome-mentoring-mentee = La coordination du programme de mentorat { -platform } vous met en relation avec { $partner }, qui va vous accompagner.
welcome-networking-mentor = Bienvenue dans le programme de réseautage { -platform }. La coordination vous met en relation avec { $partner }. Merci de donner de votre temps.
welcome-networking-mentee = Bienvenue dans le programme de réseautage { -platform }. La coordination vous met en relation avec { $partner }.
welcome-role-mentoring-mentor = Votre rôle de mentor(e) : écouter, poser des questions, partager votre expérience et conseiller, sans juger ni décider à la place de l'autre.
welcome-role-mentoring-mentee = Le rôle de mentor(e) : vous écouter, vous questionner, partager son expérience et vous conseiller. C'est vous qui choisissez de quoi parler, et c'est vous qui décidez.
welcome-role-networking-mentor = Votre collègue viendra avec des questions précises : répondez avec votre regard à vous, et posez aussi les vôtres.
welcome-role-networking-mentee = Venez avec des questions précises : votre collègue y répondra à sa manière, et en aura sans doute à vous poser.
welcome-plan-mentoring = { $count } séances sont prévues, de { $minutes } minutes environ, { $days ->
        [7] une fois par semaine
        [14] deux fois par mois
        [21] toutes les trois semaines
        [28] une fois par mois
       *[other] tous les { $days } jours
    } ; puis { $more } autres, si vous le souhaitez à deux. Le rythme et la durée, c'est vous qui en conviendrez.
welcome-plan-networking = { $count ->
        [one] Une séance est prévue
       *[other] { $count } séances sont prévues
    }, de { $minutes } minutes environ. { $more ->
        [0] {""}
        [one] Une autre suivra, si vous la souhaitez à deux.
       *[other] { $more } autres suivront, si vous le souhaitez à deux.
    }
welcome-next = Je suis { -bot }, là pour vous aider à avancer. La suite : des dates vous seront proposées dans votre conversation à deux. Quelques jours avant chaque séance, vous recevrez ici de quoi la préparer ; juste après, une évaluation d'une minute. Entre-temps, je me fais discret.
welcome-privacy = Votre binôme ne voit pas ce que vous me répondez ici, sauf si vous le lui envoyez. La coordination voit si les séances ont lieu, jamais qui a répondu quoi.
welcome-pair-title = Votre conversation à deux
welcome-pair = { $mentor }, { $mentee }, bienvenue à vous deux ! C'est ici que se choisissent les dates et que vous trouverez l'ordre du jour. Vos séances, elles, ont lieu en personne ou en vidéo.
