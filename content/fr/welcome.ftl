# Les premiers mots, à chacun·e en privé ; puis à deux.

welcome-title = Bonjour { $name } !
welcome-mentoring-mentor = Le programme de mentorat { -platform } commence, et vous accompagnez { $partner }. Merci de donner de votre temps.
welcome-mentoring-mentee = Le programme de mentorat { -platform } commence. { $partner } vous accompagne, à votre rythme et selon vos envies.
welcome-networking-mentor = Bienvenue dans le réseautage { -platform }. Votre collègue pour cette rencontre : { $partner }.
welcome-networking-mentee = Bienvenue dans le réseautage { -platform }. Votre collègue pour cette rencontre : { $partner }.
welcome-how = J'apporte ce qu'il faut avant, pendant et après chaque séance : une date à choisir, de quoi se préparer, un ordre du jour, une minute d'évaluation. Entre-temps, je me fais discret.
welcome-privacy = Ce que vous me répondez ici reste entre vous et moi. La coordination voit si les séances ont lieu, jamais vos réponses.
