# Ce que la coordination demande et fait ici : la liste des binômes, un binôme, et les mots qu'elle peut écrire.

desk-pairs-words = binômes, liste
desk-pair-words = binôme
desk-appoint-words = nommer
desk-dismiss-words = retirer
desk-enrol-words = inscrire
desk-digest-words = semaine, digest
desk-export-words = exporter, export
desk-report-words = rapport, synthèse
desk-desk-words = coordonner
desk-pairs-help = binômes – tous les binômes, ou ceux que vous cherchez
desk-pair-help = binôme – un seul, par un nom : « binôme Camille »
desk-enrol-help = inscrire – inscrire des binômes : deux personnes, des lignes ou un fichier
desk-desk-help = coordonner – cette liste
desk-help-title = Coordonner le programme
desk-pairs-do = Les binômes
desk-pair-do = Un binôme, par un nom
desk-enrol-do = Inscrire un binôme
desk-replace-do = Remplacer quelqu'un
desk-announce-do = Écrire aux binômes
desk-digest-do = La semaine
desk-export-do = La liste dans un fichier
desk-report-do = Le bilan du programme
desk-links-do = Les liens des séances
desk-appoint-do = Confier la coordination
desk-dismiss-do = Qui coordonne
desk-desk-do = Tout ce que je peux faire
desk-help-title-of = { $name } : la coordination
desk-help-lead = Voici ce que vous pouvez m'écrire pour coordonner :
desk-pairs-title = Les binômes
desk-pairs-title-of = { $name } : les binômes
desk-pair-column = Binôme
desk-no-need = rien pour l'instant
desk-count =
    { $count ->
        [one] { $count } binôme
       *[other] { $count } binômes
    }
desk-many = Plus de { $count } binômes
desk-named = Un des deux noms contient « { $name } ».
desk-none = Aucun binôme ici.
desk-show = Afficher
desk-show-all = Tous
desk-show-needing = Demandent votre attention
desk-show-undated = Cherchent une date
desk-show-asked = Attendent un échange
desk-show-undeliverable = Ne sont pas joints
desk-by-seance = Séance en cours
desk-by-track = Parcours
desk-by-language = Langue de l'une des deux personnes
desk-any = Peu importe
desk-seance = Séance { $seance }
desk-filter = Chercher autrement
desk-next = Suite de la liste
desk-start = Début de la liste
desk-back = Revenir à la liste
desk-see-all = Voir tous les binômes
desk-line = { $pair } – { $where }
desk-line-needing = { $pair } – { $where } ; { $need }
desk-where-not-begun = début prévu le { DAY($when) }, pas encore commencé
desk-where-starting = commence le { DAY($when) }
desk-where-scheduling = séance { $seance }, cherche une date
desk-where-booked = séance { $seance }, le { DAY($when) }
desk-where-met = séance { $seance } du { DAY($when) }, à confirmer
desk-where-deciding = séance { $seance } tenue, décide de la suite
desk-where-paused = en pause
desk-where-ended = terminé le { DAY($when) }
desk-need-asked = un échange est demandé depuis le { DAY($when) }
desk-need-unsaid = pas de nouvelles depuis leur rendez-vous du { DAY($when) }
desk-need-undated = pas de date depuis le { DAY($when) }
desk-need-unanswered = les dates proposées le { DAY($when) } attendent une réponse
desk-need-moved = plusieurs dates abandonnées, encore le { DAY($when) }
desk-need-unwilling = une personne a répondu non le { DAY($when) }
desk-need-unheard = pas de réponse à la question du { DAY($when) }
desk-needs = Ce qui demande votre attention
desk-needs-nothing = Rien ne demande votre attention pour l'instant.
desk-needing-count =
    { $count ->
        [one] { $count } binôme demande votre attention.
       *[other] { $count } binômes demandent votre attention.
    }
desk-needing-many = Plus de { $count } binômes demandent votre attention.
desk-needing-all = Tous ceux qui la demandent
desk-undelivered = des messages n'arrivent pas depuis le { DAY($when) } : { $why }
desk-track = Parcours
desk-stands = Où en est le binôme
desk-met-last = Dernière séance
desk-never-met = pas encore
desk-on-day = { DAY($when) }
desk-said-no = { $name } ne souhaite pas participer cette fois (réponse du { DAY($when) })
desk-said-nothing = { $name } n'avait dit ni oui ni non le { DAY($when) }
desk-which-programme = Pour quel programme ?
desk-whom = Quel binôme ? Une partie d'un des deux noms suffit.
desk-find-name = Un nom
desk-find = Chercher
desk-no-such-pair = Je ne trouve aucun binôme dont un nom contienne « { $name } ».
desk-take = Je m'en occupe : { $name }
desk-taken = C'est noté, vous vous en occupez : { $name }.
desk-taken-already = Rien n'attend plus ici : quelqu'un s'en occupe déjà ({ $name }).
desk-not-taken = Personne ne s'en occupe en ce moment ({ $name }).
desk-taken-by-title = Un échange demandé : { $name }
desk-taken-by = { $coordinator } s'occupe de ce que { $name } a demandé.
desk-give-back = Laisser à quelqu'un d'autre
desk-given-back = C'est noté, cela attend de nouveau : { $name }.
desk-given-back-by = { $coordinator } laisse à quelqu'un d'autre ce que { $name } a demandé : cela attend de nouveau.
desk-appoint-help = nommer – confier la coordination à quelqu'un : « nommer Camille »
desk-dismiss-help = retirer – qui coordonne, et mettre fin à une coordination
desk-coordinators-title = La coordination du programme
desk-nobody-called = Je ne connais ici personne du nom de « { $name } ». Vous pouvez choisir la personne, ou m'écrire le mot suivi de son adresse e-mail.
desk-appoint-lead = À qui confier la coordination ? Cette personne verra où en sont les binômes, jamais leurs mots, et pourra nommer à son tour.
desk-appoint-this = La confier à { $name }
desk-appoint-more = D'autres personnes portent un nom proche : écrivez-le en entier pour les trouver.
desk-dismiss-lead = Ces personnes coordonnent le programme.
desk-dismiss-this = Mettre fin pour { $name }
desk-end = Mettre fin au parcours : { $mentor } et { $mentee }
desk-end-ask = Mettre fin au parcours : { $mentor } et { $mentee } ? Les deux personnes en recevront un mot aimable. Vous pourrez le rouvrir pendant { $days } jours.
desk-ended = C'est noté : leur parcours est terminé ({ $mentor } et { $mentee }). Un mot aimable part à leurs heures de travail. Vous pouvez rouvrir ce parcours pendant { $days } jours.
desk-ended-already = Ce parcours était déjà terminé ({ $mentor } et { $mentee }) ; rien n'a changé.
desk-restore = Rouvrir le parcours : { $mentor } et { $mentee }
desk-restored = C'est noté : le parcours reprend là où il en était ({ $mentor } et { $mentee }).
desk-restored-already = Ce parcours suit son cours ({ $mentor } et { $mentee }) ; rien n'a changé.
desk-not-restored = Ce parcours ne peut pas être rouvert d'ici ({ $mentor } et { $mentee }) ; rien n'a changé.
desk-digest-help = semaine – la dernière semaine, ou celle d'un jour : « semaine JJ/MM/AAAA »
desk-export-help = exporter – tous les binômes dans un fichier, pour un tableur
desk-report-help = rapport – ce que le programme a donné, pour l'organisation qui le porte
desk-export-title = La liste des binômes
desk-export-link = Voici de quoi prendre la liste de tous les binômes, avec leurs séances : des faits, jamais un mot à eux. Le lien ne sert qu'une fois, pendant un jour, et ne regarde que vous.
desk-export-open = Ouvrir la page
desk-export-not-here = Cette liste est trop longue pour des messages, et je n'ai pas d'adresse sur le web d'où la prendre. Voyez avec les personnes qui font fonctionner ce service.
desk-export-page-ask = Ce bouton donne un fichier de tous les binômes de « { $name } ». Il ne sert qu'une seule fois.
desk-export-page-fetch = Prendre le fichier
desk-export-page-spent = Ce lien a déjà servi, ou il a plus d'un jour. Écrivez-moi « exporter » pour en avoir un autre.
desk-replace-words = remplacer
desk-replace-help = remplacer – trouver quelqu'un d'autre pour une personne d'un binôme : « remplacer Camille »
desk-replace = Remplacer { $name }
desk-replace-title = Remplacer quelqu'un
desk-replace-who = Qui faut-il remplacer ?
desk-replace-name = Ajoutez le nom de la personne à remplacer, par exemple « remplacer Camille ».
desk-replace-lead = Qui va former un binôme avec { $stays }, après { $goes } ? Rien ne change encore : vous confirmerez à l'étape suivante.
desk-replace-field = La personne qui prend la suite
desk-replace-next = Continuer
desk-replace-choose = Qui va former un binôme avec { $stays }, après { $goes } ?
desk-replace-by = { $comes } remplace { $goes }
desk-replace-by-ask = { $comes } remplace { $goes } ? Le binôme { $goes } et { $stays } prend fin, et cela ne peut pas être repris. Chaque personne qui en savait quelque chose reçoit un mot aimable.
desk-replace-more = D'autres personnes portent un nom proche : écrivez-le en entier pour les trouver.
desk-replace-nobody = Je ne connais ici personne d'autre du nom de « { $name } ».
desk-replaced = C'est noté : { $comes } remplace { $goes }, et formera un binôme avec { $stays }. Les mots écrits par { $goes } restent les siens.
desk-replaced-asked = { $comes } reçoit d'abord la question, en privé. Dès que les deux sont d'accord, leur parcours commence par une première séance. D'ici là, je ne dis pas à { $stays } de qui il s'agit.
desk-replaced-told = Leur parcours commence par une première séance ; les premiers mots partent à leurs heures de travail.
desk-not-replaced-done = Une personne de ce binôme a déjà été remplacée ({ $goes } et { $stays }) ; rien n'a changé.
desk-not-replaced-over = Ce parcours est arrivé à son terme ({ $goes } et { $stays }) : il n'y a personne à remplacer.
desk-not-replaced-nobody = { $stays } ne participe plus non plus : il n'y a pas de suite à donner à ce binôme.
desk-not-replaced-unwilling = { $stays } a répondu ne pas souhaiter participer cette fois : c'est cette personne qu'il faudrait d'abord remplacer.
desk-not-replaced-same = { $comes } est déjà de ce binôme ; rien n'a changé.
desk-not-replaced-together = { $comes } et { $stays } forment déjà un binôme ; rien n'a changé.
desk-not-replaced-unreadable = Je ne peux pas lire en ce moment ce qui doit suivre { $stays } : rien n'a changé. Voyez avec les personnes qui font fonctionner ce service.
desk-was-replaced = Quelqu'un d'autre remplace { $name }, dans un autre binôme.
desk-replace-picked = La personne choisie
desk-export-file = La liste des binômes de « { $name } », avec leurs séances : des faits, jamais un mot à eux.
desk-file-coming = Le fichier arrive dans notre conversation.
desk-text-coming =
    { $count ->
        [one] Je ne peux pas donner de fichier ici : il arrive en un message dans notre conversation, à copier dans un tableur.
       *[other] Je ne peux pas donner de fichier ici : il arrive en { $count } messages dans notre conversation, à copier dans un tableur.
    }
desk-file-part = Partie { $number } sur { $count }
desk-announce-words = annoncer, annonce
desk-announce-help = annoncer – écrire à tous les binômes, ou à certains
desk-announce-title = Écrire aux binômes
desk-announce = Écrire à tous les binômes
desk-announce-these = Écrire à ces binômes
desk-announce-to =
    { $count ->
        [one] Pour une personne
       *[other] Pour { $count } personnes
    }
desk-announce-to-nobody = Il n'y a ici aucune personne à qui écrire : ces parcours n'ont pas commencé, ou sont terminés
desk-announce-everybody = Tous les binômes dont le parcours est en cours
desk-announce-not-yours = Votre propre binôme n'en fait pas partie : l'autre personne n'aura pas ce message, à moins que vous ne lui en parliez.
desk-announce-field = Votre message ({ $most } caractères au plus)
desk-announce-read = Relire avant d'envoyer
desk-announce-empty = Il n'y a encore rien à envoyer.
desk-announce-as = Voici votre message. Chaque personne le lira dans sa conversation avec moi, à ses heures de travail, sous votre nom ({ $name }). Il n'est pas encore parti.
desk-announce-changed = Quelque chose a changé entre-temps : voici ce qui partirait, et vers combien de personnes. Rien n'est parti.
desk-announce-send =
    { $count ->
        [one] Envoyer à une personne
       *[other] Envoyer à { $count } personnes
    }
desk-announce-ask =
    { $count ->
        [one] Envoyer ce message à une personne, sous votre nom ? Vous pourrez le retirer tant qu'il n'est pas arrivé.
       *[other] Envoyer ce message à { $count } personnes, sous votre nom ? Vous pourrez le retirer là où il n'est pas encore arrivé.
    }
desk-announce-change = Changer le message
desk-announce-drop = Ne rien envoyer
desk-announce-dropped = Rien n'est parti, et je n'en garde rien.
desk-announce-others = Choisir d'autres binômes
desk-announce-goes =
    { $count ->
        [one] C'est noté : le message part vers une personne, à ses heures de travail. Si elle est en pause, il attend son retour, jusqu'au { DAY($until) } au plus tard.
       *[other] C'est noté : le message part vers { $count } personnes, à leurs heures de travail. Quand un binôme est en pause, il attend son retour, jusqu'au { DAY($until) } au plus tard.
    }
desk-announce-gone = Ce message était déjà parti ; il n'est pas parti une seconde fois.
desk-announce-sent = Vos derniers messages aux binômes
desk-announce-state = { $name }, le { DAY($when) } : arrivé chez { $reached } sur { $count }
desk-announce-state-withdrawn = { $name }, le { DAY($when) } : retiré ; arrivé chez { $reached } sur { $count }
desk-announce-somebody = La coordination
desk-announce-withdraw = Retirer là où il n'est pas arrivé
desk-announce-withdraw-ask =
    { $reached ->
        [0] Retirer ce message ? Il n'est pas encore arrivé, et n'arrivera plus.
        [one] Retirer ce message ? Il est arrivé chez une personne ; les autres ne le recevront pas.
       *[other] Retirer ce message ? Il est arrivé chez { $reached } personnes ; les autres ne le recevront pas.
    }
desk-announce-withdrawn =
    { $count ->
        [0] Il n'y avait plus rien à retirer.
        [one] C'est noté : une personne ne le recevra pas. Nombre de personnes qui l'avaient reçu : { $reached }.
       *[other] C'est noté : { $count } personnes ne le recevront pas. Nombre de personnes qui l'avaient reçu : { $reached }.
    }
desk-announcement-title = Un mot de la coordination
desk-announcement = { $name } vous écrit pour la coordination du programme :
desk-announce-nothing = Il n'y a plus rien à faire ici : ce message est déjà parti, ou je ne l'ai plus. Pour en écrire un autre : « annoncer ».
desk-links-words = liens, lien
desk-links-help = liens – ce que les séances font lire, regarder ou ouvrir : donner, changer ou retirer une adresse
