# Les personnes que l'on aimerait rencontrer, et qui peut faire les présentations.

people-title = Des personnes à rencontrer
people-lead = À qui { $name } aimerait parler, et auprès de qui apprendre : { $most } personnes au plus. Un métier ou un lieu suffit, et une ligne pour dire pourquoi.
people-what-for = Notez-le pendant que vous en parlez : qui rencontrer, et pourquoi.
people-entry = { $who } – { $why }
people-state = { $entry } · { $state }
people-can = { $name } peut faire les présentations
people-met = rencontre faite
people-of-mentee = { $name }, cette liste est la vôtre.
people-of-mentor = { $name }, si vous connaissez une de ces personnes, vous pouvez proposer de faire les présentations.
people-add = Ajouter une personne
people-change = Modifier la liste
people-offer = Je peux vous présenter : { $who }
people-withdraw = Finalement, je ne peux pas présenter : { $who }
people-have-met = J'ai rencontré : { $who }
people-not-met = Je n'ai pas encore rencontré : { $who }
people-field-name = Qui : un nom, un métier ou un lieu ({ $most } caractères au plus)
people-field-why = Pourquoi ({ $most } caractères au plus)
people-field-names = Personne { $number } : un nom, un métier ou un lieu ({ $most } caractères au plus)
people-field-whys = Personne { $number } : pourquoi ({ $most } caractères au plus)
people-take-off = Pour retirer une personne de la liste, videz la ligne de son nom.
people-save-one = Ajouter à la liste
people-save = Enregistrer la liste
people-nameless = Il reste à dire qui : un nom, un métier ou un lieu suffit.
people-full = La liste compte déjà { $most } personnes. Pour en noter une autre, retirez-en d'abord une.
people-mentees = C'est { $name } qui tient cette liste. Si vous pensez à quelqu'un, parlez-en ensemble.
people-mentors = C'est à { $name } de dire qui vous présenter.
people-news-offered = { $mentee }, { $mentor } peut vous présenter quelqu'un de votre liste.
people-prep-think = Des personnes vous viennent à l'esprit ? Vous pouvez les noter dès maintenant ; sinon, la séance sera là pour cela.
people-prep-mine = Les personnes que vous aimeriez rencontrer
people-prep-theirs = Les rencontres qui tenteraient { $name }
people-prep-offer = Vous en connaissez une ? Vous pouvez proposer de faire les présentations.
people-status = Personnes à rencontrer
people-status-open = à noter quand vous voudrez
people-status-listed = { $count ->
    [one] une sur la liste
   *[other] { $count } sur la liste
}
people-status-met = { $met ->
    [one] une déjà rencontrée sur { $count }
   *[other] { $met } déjà rencontrées sur { $count }
}
people-none-kept = La liste est restée vide.
