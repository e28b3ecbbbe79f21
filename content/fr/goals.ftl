# Les objectifs et les actions : à la personne mentorée, visibles des deux.

goals-title = Objectifs et actions
goals-what-for = Un objectif donne une direction ; une ébauche suffit pour commencer. { $name } écrit ici jusqu'à trois objectifs, puis de premières actions.
goals-what-for-mentee = Un objectif donne une direction ; une ébauche suffit, et tout peut changer ensuite. { $name } verra vos objectifs, et personne d'autre.
goals-what-for-mentor = { $name } n'a pas encore noté d'objectif, et rien ne presse. Si une idée vous vient, vous pouvez la suggérer ici.
goals-none-kept = Vous n'aviez rien noté ici.
goals-owner = { $mentee } écrit et change ses objectifs ; { $mentor } peut ajouter des suggestions.
goals-goals = Objectifs
goals-goal = { $goal } – j'y serai quand : { $sign }
goals-steps = Actions
goals-step = { $step } – { $progress }
goals-step-until = { $step } – pour le { DAY($when) } – { $progress }
goals-suggestions = { $name } suggère
goals-progress-open = à faire
goals-progress-under-way = en cours
goals-progress-done = fait
goals-progress-dropped = laissé de côté
goals-where = Où en sont les actions ?
goals-seen = Ce que vous dites de vos actions, { $name } le voit aussi.
goals-on-day = { $step } – pour le { DAY($when) }
goals-write = Écrire mes objectifs
goals-change = Changer mes objectifs
goals-act = Noter mes actions
goals-change-steps = Changer mes actions
goals-other-day = Choisir un autre jour
goals-suggest = Ajouter une suggestion
goals-save = Enregistrer
goals-limit = Une ligne pour chacun, { $most } caractères au plus. Ce qui reste vide ne s'affiche pas.
goals-limit-steps = Une ligne par action, { $most } caractères au plus. Un petit rappel viendra le jour choisi, ou le premier jour de travail qui suit. Vider une ligne laisse l'action de côté.
goals-field-goal-1 = Objectif 1
goals-field-goal-2 = Objectif 2
goals-field-goal-3 = Objectif 3
goals-field-sign-1 = J'y serai quand… (objectif 1)
goals-field-sign-2 = J'y serai quand… (objectif 2)
goals-field-sign-3 = J'y serai quand… (objectif 3)
goals-field-step-1 = Action 1
goals-field-step-2 = Action 2
goals-field-step-3 = Action 3
goals-field-day-1 = Pour quel jour (action 1)
goals-field-day-2 = Pour quel jour (action 2)
goals-field-day-3 = Pour quel jour (action 3)
goals-field-suggestion-1 = Suggestion 1
goals-field-suggestion-2 = Suggestion 2
goals-field-suggestion-3 = Suggestion 3
goals-enough-steps = { $most } actions à la fois suffisent : terminez-en une, ou laissez-en une de côté, et celle-ci pourra reprendre.
goals-day-unreadable = L'un de ces jours est déjà passé, trop lointain, ou je n'ai pas su le lire. Choisissez un jour d'ici un an, par exemple { DATE($when) }. Rien n'est perdu.
goals-mentees = C'est à { $name } d'écrire ses objectifs et de dire où ils en sont. Vos idées sont bienvenues en suggestion.
goals-mentors = C'est { $name } qui note les suggestions. Ce qui vous parle, vous pouvez le reprendre dans vos objectifs.
goals-recall-title = Le jour que vous aviez choisi
goals-recall = Un simple rappel de ce que vous aviez prévu. Où en êtes-vous ? Si ce n'est pas le moment, choisissez un autre jour.
goals-status = Objectifs
goals-status-none = à écrire quand vous voudrez
goals-status-of = { $goals ->
    [0] pas encore
   *[other] { $goals }
}, { $steps ->
    [0] sans action à suivre
    [one] avec { $steps } action à suivre
   *[other] avec { $steps } actions à suivre
}
