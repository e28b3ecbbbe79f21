# Le regard des collègues : un message à leur envoyer, et l'avis de la personne qui accompagne, s'il est souhaité.

colleagues-title = Le regard des collègues
colleagues-lead = Deux ou trois collègues de confiance peuvent vous dire comment on vous voit au travail. Voici un message à copier ; changez-y ce que vous voulez.
colleagues-message = Bonjour, je participe à un programme de mentorat et j'aimerais savoir comment on me voit au travail. Votre avis compte pour moi. Voudriez-vous répondre en quelques lignes à ces trois questions ?
colleagues-question-well = Qu'est-ce que je fais bien, et que je devrais continuer à faire ?
colleagues-question-differently = Que pourrais-je faire autrement, ou davantage ?
colleagues-question-use = Pour quoi feriez-vous d'abord appel à moi ?
colleagues-thanks = Quelques mots suffisent, et vous pouvez aussi me les dire de vive voix. Merci beaucoup !
colleagues-choose = Vous choisissez à qui l'envoyer, et ce que vous direz des réponses pendant la séance.
colleagues-later = Ce message peut servir à tout moment de votre parcours.

colleagues-ask = Aimeriez-vous aussi savoir ce qu'en pense { $name } ?
colleagues-privacy = Si c'est oui, { $name } le saura et pourra s'y préparer. Un non reste entre vous et moi : pour { $name }, c'est comme si vous n'aviez pas répondu.
colleagues-yes = Oui, son avis m'intéresse
colleagues-no = Pas son avis, cette fois
colleagues-noted-yes = C'est entendu : { $name } le verra en préparant la séance. Tant que rien ne vous a été remis, vous pouvez revenir sur votre choix : { $name } ne verra alors plus votre souhait.
colleagues-noted-no = C'est noté. Vous pouvez revenir sur votre choix quand vous voulez.

colleagues-about = { $name } peut recueillir l'avis de quelques collègues, et choisit ce qu'il en sera dit pendant la séance. Rien ne vous est demandé ici.
colleagues-wished = { $name } aimerait aussi avoir votre avis.
colleagues-withdrawn = Il n'y a rien à préparer ici.
colleagues-prepare = Préparer mon avis
colleagues-prompt-strength = Un point fort que vous avez remarqué, avec un exemple si vous en avez un.
colleagues-prompt-further = Comment s'en servir davantage, et l'amener plus loin.
colleagues-prompt-challenge = Un défi à tenter, même modeste.
colleagues-heading-strength = Un point fort
colleagues-heading-further = Comment aller plus loin
colleagues-heading-challenge = Un défi à tenter
colleagues-notes-lead = Notez ce que vous voulez en dire. Personne d'autre ne lit vos notes tant que vous ne les remettez pas à { $name } ; vous pouvez aussi les garder et en parler de vive voix.
colleagues-notes-limit = { $most } caractères au plus pour chaque note.
colleagues-notes-save = Enregistrer mes notes
colleagues-notes-title = Vos notes
colleagues-hand = Remettre mes notes à { $name }
colleagues-hand-sure = { $name } recevra vos notes telles quelles. Cela ne peut pas être repris.
colleagues-handed = Vous avez remis vos notes à { $name }.

colleagues-view-title = Ce qu'en pense { $name }
colleagues-view = { $name } a pris le temps de noter ceci pour vous :
colleagues-prep = Un message à copier pour quelques collègues, et un choix qui n'appartient qu'à vous.
colleagues-prep-wished = Vous avez demandé son avis à { $name }.
colleagues-status = Avis ({ $name })
colleagues-status-wished = souhaité
colleagues-status-handed = remis
colleagues-none-kept = Il n'y a rien à relire ici.
