# L'évaluation d'une minute.

evaluation-title = Séance { $seance } : votre minute d'évaluation
evaluation-lead = Comment s'est passée cette séance ? Une minute suffit.
evaluation-privacy = Votre binôme ne voit aucune réponse. La coordination ne voit que des totaux, sur assez de personnes pour qu'on n'y reconnaisse personne. Chaque question peut rester vide.
evaluation-rate-useful = Cette séance m'a été utile
evaluation-rate-shared = Le temps de parole était bien partagé
evaluation-rate-closer = Elle a permis d'avancer vers les objectifs
evaluation-scale-1 = 1 – pas du tout
evaluation-scale-2 = 2 – un peu
evaluation-scale-3 = 3 – assez
evaluation-scale-4 = 4 – beaucoup
evaluation-scale-5 = 5 – tout à fait
evaluation-helped = Ce qui a aidé
evaluation-helped-listening = L'écoute
evaluation-helped-questions = Les questions
evaluation-helped-advice = Les conseils
evaluation-helped-contacts = Des contacts
evaluation-helped-exercise = Un exercice
evaluation-helped-other = Autre chose
evaluation-remark = Un mot, si vous voulez
evaluation-remark-save = Garder ce mot
evaluation-done = J'ai terminé
evaluation-thanks = C'est noté, merci. Personne d'autre ne lit vos réponses.
evaluation-change = Modifier mes réponses
evaluation-closed = Cette évaluation est close ; vos réponses sont gardées.
evaluation-not-yet = Il n'y a pas encore de séance à évaluer.
evaluation-nudge = Si vous avez une minute, votre avis sur la séance { $seance } serait précieux. Sinon, tout va bien.
