## Rencontre 1

N1-title = Réseautage
N1-objective = un échange court et ciblé entre collègues
N1-B1 =
    .mentor = Préparez-vous à parler de votre rôle dans un projet, de ce qui vous plaît dans la conduite de votre équipe, de ce qui rend votre lieu de travail stimulant.
    .mentee = Préparez deux ou trois questions : un projet, la conduite d'une équipe, la vie là où { $partner } travaille.
N1-B2 =
    .mentor = Découvrez sur { -platform } le profil de votre collègue.
    .mentee = { N1-B2.mentor }
N1-B3 =
    .mentor = Voyez si { $partner } a un profil { -social-network }, et parcourez-le.
    .mentee = { N1-B3.mentor }
N1-B4 =
    .mentor = Cherchez ce que vous avez en commun : un intérêt, un objectif.
    .mentee = { N1-B4.mentor }
N1-B5 =
    .mentor = Parcourez la synthèse consacrée au réseautage et, si vous avez un moment, écoutez le cours { -social-network }.
    .mentee = { N1-B5.mentor }
N1-G1 =
    .mentor = Ce sera court : { $partner } viendra avec des questions précises. Répondez avec votre regard à vous, et écoutez autant que vous parlez.
    .mentee = Ce sera court : venez avec des questions précises et un regard à vous. Écoutez autant que vous parlez.
    .pair = Court et ciblé : des questions précises, des réponses personnelles, autant d'écoute que de parole.
N1-D1 =
    .pair = Pour commencer, présentez-vous : trois minutes au plus par personne.
N1-D2 =
    .pair = { $mentee } pose ses questions, { $mentor } donne son point de vue.
N1-D3 =
    .pair = Vos points communs, et les questions encore en suspens.
N1-D4 =
    .pair = Une seconde rencontre serait-elle utile, et possible ? Rien à trancher ici : la question sera posée ensuite à chaque personne, en privé.
N1-A1 =
    .mentor = Comment avez-vous trouvé cette rencontre ? Une minute suffit, quand vous voudrez.
    .mentee = { N1-A1.mentor }

## Rencontre 2

N2-title = Réseautage (suite)
N2-objective = reprendre là où la première rencontre s'est arrêtée
N2-G1 =
    .mentor = Comme la première fois, court et ciblé. Profitez-en pour les questions et les informations laissées de côté.
    .mentee = { N2-G1.mentor }
    .pair = Comme la première fois, court et ciblé. À vous ce qui est resté de côté : des questions à poser, des informations à partager.
