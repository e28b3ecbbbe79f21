# Le sujet de la séance inversée : la personne mentorée propose, celle qui l'accompagne choisit.

topic-title = Le sujet de la séance inversée
topic-lead = { $mentee } mène cette séance et transmet quelque chose à { $mentor }. L'idée : jusqu'à trois sujets proposés par { $mentee }, et { $mentor } en choisit un.
topic-lead-mentee = Cette fois, c'est vous qui transmettez. Proposez jusqu'à trois sujets à { $name } : cochez une idée, ou écrivez les vôtres.
topic-idea-project = un projet ou une activité
topic-idea-tool = un outil ou un savoir-faire technique
topic-idea-place = un autre lieu de travail
topic-idea-language = une langue
topic-offered = Sujets proposés
topic-nth = Sujet { $number } : { $topic }
topic-prepared = À préparer par { $name }
topic-prepared-you = { $name } vous suggère de préparer
topic-none-yet = Aucun sujet pour l'instant : { $name } peut en proposer à tout moment.
topic-to-pick = À { $mentor } de choisir, ou de demander d'autres idées à { $mentee }.
topic-to-propose = { $mentor } aimerait d'autres idées ; { $mentee } peut en proposer ici.
topic-chosen = Sujet choisi
topic-pick-nth = Choisir le sujet { $number }
topic-others = Demander d'autres idées
topic-propose = Proposer des sujets
topic-change = Revoir les sujets proposés
topic-choose = Choisir un sujet

topic-ideas = Des idées à cocher
topic-field-own = Sujet { $number }, dans vos mots
topic-field-prepare = À préparer par { $name }, s'il y a lieu
topic-limit = Trois sujets en tout, idées cochées comprises ; { $most } caractères au plus par ligne.
topic-save = Enregistrer mes sujets
topic-too-many =
    { $count ->
        [one] Il y a de la place pour un sujet : le premier est gardé.
       *[other] Il y a de la place pour { $count } sujets : les premiers sont gardés.
    }
topic-changed-meanwhile = Les sujets ont changé entre-temps : voici où ils en sont.
topic-mentees-to-propose = C'est à { $name } de proposer des sujets. Vous pourrez choisir, ou demander d'autres idées.
topic-mentors-to-pick = C'est { $name } qui choisit parmi vos sujets. Vous pouvez les revoir à tout moment.

topic-news-proposed = { $mentee } propose de nouveaux sujets : à { $mentor } d'en choisir un.
topic-news-wanted = { $mentor } aimerait d'autres idées avant de choisir : { $mentee } peut en proposer quelques-unes.
topic-news-picked = { $name } a choisi le sujet de la séance inversée : il est sur votre carte commune.
topic-news-prepare = { $mentee } dit à { $mentor } ce qu'il serait bon de préparer : c'est sur votre carte commune.
topic-prep-mentee = Vous pouvez proposer vos sujets ici ; { $name } en choisira un.
topic-prep-mentor = { $name } peut vous proposer jusqu'à trois sujets ; vous choisirez celui qui vous tente.
topic-agenda-none = Le sujet n'est pas encore choisi : vous pouvez le faire maintenant, à deux.
topic-status = Sujet de la séance { $seance }
topic-status-offered = à choisir parmi ceux qui sont proposés
topic-status-wanted = d'autres idées sont bienvenues
topic-status-none = à proposer quand vous voudrez
topic-later = Le sujet se choisit à l'approche de cette séance.
topic-none-kept = Aucun sujet n'avait été proposé.
