## Séance 1

N1-title = Réseautage
N1-objective = un échange court et ciblé entre collègues
N1-B1 =
    .mentor = Réfléchir à quelques réponses : votre rôle dans un projet, ce qui vous plaît dans la conduite de votre équipe, ce qui rend votre lieu de travail stimulant.
    .mentee = Préparer deux ou trois questions : un projet, la conduite d'une équipe, la vie là où { $partner } travaille.
N1-B2 =
    .mentor = Découvrir, sur { -platform }, le profil de votre collègue.
    .mentee = { N1-B2.mentor }
N1-B3 =
    .mentor = Voir si { $partner } a un profil { -social-network }, et le parcourir.
    .mentee = { N1-B3.mentor }
N1-B4 =
    .mentor = Chercher ce que vous avez en commun : un intérêt, un objectif.
    .mentee = { N1-B4.mentor }
N1-B5 =
    .mentor = Parcourir une synthèse sur le réseautage et, si vous avez un moment, écouter un cours { -social-network }.
    .mentee = { N1-B5.mentor }
N1-G1 =
    .mentor = Ce sera court : { $partner } viendra avec des questions précises. Répondez avec votre regard à vous, et écoutez autant que vous parlez.
    .mentee = Ce sera court : venez avec des questions précises et un regard à vous. Écoutez autant que vous parlez.
    .pair = Court et ciblé : des questions précises, des réponses personnelles, autant d'écoute que de parole.
N1-D1 =
    .pair = Les présentations : trois minutes au plus par personne.
N1-D2 =
    .pair = Les questions : { $mentee } les pose, { $mentor } écoute, puis donne son point de vue.
N1-D3 =
    .pair = Vos points communs, et les questions encore en suspens.
N1-D4 =
    .pair = Une seconde séance serait-elle utile, et possible ? Rien à trancher ici : la question sera posée ensuite à chaque personne, en privé.
N1-A1 =
    .mentor = Comment avez-vous trouvé cette séance ? Une minute suffit, quand vous voudrez.
    .mentee = { N1-A1.mentor }

## Séance 2

N2-title = Réseautage (suite)
N2-objective = reprendre là où la première séance s'est arrêtée
N2-G1 =
    .mentor = Les mêmes repères que la première fois. Profitez-en pour les questions et les informations laissées de côté.
    .mentee = { N2-G1.mentor }
    .pair = Ce qui est resté de côté la première fois : des questions à poser, des informations à partager.
