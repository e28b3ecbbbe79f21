# Les données de chacun·e : ce qui est gardé, qui peut le lire, pour combien de temps, et ce que l'on peut en faire.
# La carte, la page sur le web et le document pour les personnes inscrites disent ces mêmes phrases.

privacy-title = Vos données, en clair
privacy-kept-title = Ce que je garde
privacy-kept-person = Vous : votre nom, votre adresse dans la messagerie et, si elle m'a été donnée, votre adresse électronique ; vos langues, votre fuseau horaire, vos heures de travail et vos jours d'absence.
privacy-kept-journey = Votre parcours : avec qui, les dates, les séances qui ont eu lieu, les pauses, ce qui est coché.
privacy-kept-answers = Ce que vous me dites : vos évaluations, votre réponse sur le début avec votre binôme et celle sur la suite du parcours, ce que vous écrivez sur mes cartes.
privacy-kept-calendar = D'un agenda relié : de quoi le lire, chiffré, et vos heures libres et occupées, pour douze heures au plus.
privacy-read-title = Qui peut le lire
privacy-read-partner = Votre binôme : les dates, ce qui se décide à deux, ce que vous écrivez sur vos cartes communes et les phrases que vous lui envoyez. Aucune de vos autres réponses.
privacy-read-coordinators = La coordination : qui est avec qui, si les séances ont lieu, si un parcours s'arrête ou reste sans nouvelles, si un message n'a pas pu vous parvenir, et des totaux de plusieurs personnes. Si vous lui demandez un échange, elle le sait ; votre binôme, même s'il en fait partie, n'en sait rien. Aucune de vos réponses, sauf les phrases que vous lui envoyez.
privacy-read-operators = Les personnes qui font fonctionner ce service : ce que vous me dites est chiffré dans la base de données et dans ses sauvegardes ; elles en ont les clés et pourraient donc le lire.
privacy-read-tool = La messagerie où je vous écris : mes messages y passent, et y restent selon les règles de votre organisation.
privacy-long-title = Pour combien de temps
privacy-long-answers =
    { $count ->
        [one] Vos réponses : jusqu'à un mois après la fin du parcours.
       *[other] Vos réponses : jusqu'à { $count } mois après la fin du parcours.
    }
privacy-long-rest =
    { $count ->
        [one] Le reste du parcours, avec votre nom et vos réglages s'ils ne servent plus : jusqu'à un mois après sa fin.
       *[other] Le reste du parcours, avec votre nom et vos réglages s'ils ne servent plus : jusqu'à { $count } mois après sa fin.
    }
privacy-long-events =
    { $count ->
        [one] Les traces techniques (ce qui a déjà été traité, le nombre de messages par jour) : un jour.
       *[other] Les traces techniques (ce qui a déjà été traité, le nombre de messages par jour) : { $count } jours.
    }
privacy-long-backups =
    { $count ->
        [one] Les sauvegardes : un jour. Si l'une d'elles doit servir, ce qui a été effacé l'est de nouveau avant tout le reste.
       *[other] Les sauvegardes : { $count } jours. Si l'une d'elles doit servir, ce qui a été effacé l'est de nouveau avant tout le reste.
    }
privacy-long-audit =
    { $count ->
        [one] La trace de ce que la coordination et les personnes qui font fonctionner ce service ont consulté ou changé, jamais ce que vous avez dit : un mois.
       *[other] La trace de ce que la coordination et les personnes qui font fonctionner ce service ont consulté ou changé, jamais ce que vous avez dit : { $count } mois.
    }
privacy-can-title = Ce que vous pouvez faire
privacy-can-export = Exporter : tout ce que je garde de vous, à lire et en fichier.
privacy-can-correct = Corriger : écrivez-moi « réglages » ou « langue » ; pour votre nom ou votre adresse, la coordination s'en charge.
privacy-can-stop =
    { $count ->
        [one] Arrêter : le parcours se termine, avec un mot aimable pour votre binôme. Pendant un jour, vous pouvez revenir.
       *[other] Arrêter : le parcours se termine, avec un mot aimable pour votre binôme. Pendant { $count } jours, vous pouvez revenir.
    }
privacy-can-erase = Effacer : ce que je garde de vous disparaît, pour de bon. Les mots de votre binôme restent les siens, et les totaux déjà faits ne changent plus.
privacy-can-ask = Demander : la coordination du programme vous répond. Vous pouvez aussi vous adresser à l'autorité de protection des données de votre pays.
privacy-can-ask-outside = Demander : la coordination du programme vous répond ; en dehors d'elle, { $contact }. Vous pouvez aussi vous adresser à l'autorité de protection des données de votre pays.

privacy-export = Exporter mes données
privacy-erase = Effacer mes données
privacy-erase-sure = Tout effacer ? Vos parcours en cours se terminent : votre binôme reçoit un mot aimable, et la coordination apprend seulement qu'une personne est partie. Ce que vous m'avez dit disparaît, et c'est définitif.
privacy-erased-title = C'est effacé
privacy-erased = Votre nom, votre adresse et ce que vous m'avez dit sont effacés. Merci pour le chemin fait ensemble.
privacy-erased-stays =
    { $count ->
        [one] Ce qui reste : dans la messagerie, vos propres messages, que vous pouvez y supprimer, et ce qu'elle ne me laisse pas retirer ; les sauvegardes, pour un jour encore ; un numéro sans nom, dans l'historique du programme et pour refaire l'effacement si une sauvegarde devait servir.
       *[other] Ce qui reste : dans la messagerie, vos propres messages, que vous pouvez y supprimer, et ce qu'elle ne me laisse pas retirer ; les sauvegardes, pour { $count } jours encore ; un numéro sans nom, dans l'historique du programme et pour refaire l'effacement si une sauvegarde devait servir.
    }
privacy-erase-failed = Rien n'a été effacé : je n'ai pas pu noter votre demande là où elle doit l'être. Réessayez plus tard, ou écrivez à la coordination.

privacy-export-title = Vos données
privacy-export-link = Voici un lien vers tout ce que je garde de vous. Il sert une seule fois, dans les vingt-quatre heures. Qui a ce lien peut lire vos données : gardez-le pour vous.
privacy-export-open = Ouvrir la page de mes données
privacy-export-here = Tout ce que je garde de vous arrive dans notre conversation privée.
privacy-export-part = Vos données, partie { $number } sur { $count }
privacy-page-ask = Ce bouton montre tout ce que je garde de la personne qui a demandé ce lien. Il ne sert qu'une seule fois.
privacy-page-show = Voir mes données
privacy-page-file = Télécharger le fichier (JSON)
privacy-page-once = Cette page ne pourra plus être ouverte : téléchargez le fichier si vous voulez garder vos données.
privacy-page-spent = Ce lien a déjà servi, ou il a plus d'un jour. Écrivez-moi « confidentialité » pour en avoir un autre.

# L'arrêt

stop-title = Vous pensez à arrêter ?
stop-ask = Votre parcours avec { $partner } se terminerait ici. Voulez-vous arrêter ?
stop-ask-many = Vous avez plusieurs parcours. Avec qui voulez-vous arrêter ?
stop-means =
    { $count ->
        [one] Vous n'avez pas à dire pourquoi. Votre binôme recevra un mot aimable ; la coordination saura seulement que vous arrêtez. Pendant un jour, vous pourrez revenir.
       *[other] Vous n'avez pas à dire pourquoi. Votre binôme recevra un mot aimable ; la coordination saura seulement que vous arrêtez. Pendant { $count } jours, vous pourrez revenir.
    }
stop-yes = Oui, arrêter mon parcours
stop-with = Arrêter avec { $partner }
stop-all = Arrêter tous mes parcours
stop-no = Non, continuer le parcours
stop-stayed = C'est entendu : rien ne change.
stop-stopped-title = Votre parcours s'arrête ici
stop-stopped = C'est fait. Merci pour votre temps et votre confiance. Votre binôme recevra un mot aimable, et la coordination saura que vous arrêtez.
stop-until = Si vous changez d'avis, vous pouvez revenir jusqu'au { $when } : ce bouton suffit. Pour le retrouver, écrivez-moi « arrêter ».
stop-back = Reprendre mon parcours
stop-back-with = Reprendre avec { $partner }
stop-back-title = Quel plaisir de vous retrouver !
stop-back-now = Le parcours reprend, et la suite arrive au bon moment.
stop-back-alone = Vous faites de nouveau partie du programme. Votre binôme, de son côté, n'y participe plus : la coordination vous dira ce qui est possible.
stop-back-late = Le délai pour revenir est passé. La coordination vous dira ce qui est possible.
stop-nothing = Vous n'avez pas de parcours en cours : il n'y a rien à arrêter.
