# L'agenda personnel, que chacun·e peut laisser lire, et l'abonnement à ses séances.

calendar-title = Mon agenda
calendar-lead = Si vous le souhaitez, je regarde quand vous êtes libre avant de proposer des dates. Rien n'est relié pour le moment.
calendar-privacy = Je ne retiens que les heures libres et occupées, jamais les titres, les lieux ni les noms. Votre binôme apprend tout au plus qu'un moment n'est pas libre, s'il le propose. J'oublie tout au bout de douze heures.
calendar-linked = Agenda relié
calendar-since = Relié depuis
calendar-read = Lu pour la dernière fois
calendar-not-yet = pas encore ; c'est l'affaire d'un instant
calendar-address = Relier un agenda par son adresse
calendar-other = Relier un autre agenda
calendar-again = Relire et actualiser
calendar-unlink = Ne plus lire mon agenda
calendar-unlinked = C'est fait : votre agenda n'est plus relié, et tout ce que j'en savais est oublié.
calendar-linked-now = Merci ! Je lis votre agenda dans l'instant ; « Relire et actualiser » vous dira si tout va bien.
calendar-address-title = Relier un agenda
calendar-address-how = Dans Google Agenda, Outlook ou Apple, copiez l'adresse secrète de votre agenda au format iCal (.ics). Je la garde chiffrée, et je ne la montre plus jamais.
calendar-field-address = Adresse de l'agenda (.ics)
calendar-link = Relier cet agenda
calendar-address-unusable = Cette adresse ne convient pas. Il m'en faut une qui commence par « https » et que l'on peut ouvrir depuis internet.
calendar-why-address = Cette adresse mène à un endroit que je n'ai pas le droit d'ouvrir.
calendar-why-away = L'agenda ne répond pas en ce moment. Je réessaie de temps en temps ; si cela dure, l'adresse est peut-être à vérifier.
calendar-why-ended = L'adresse ou l'autorisation n'est plus valable. Il suffit de relier l'agenda à nouveau.
calendar-why-content = Ce que je trouve à cette adresse n'est pas un agenda que je sache lire.
calendar-why-later = L'agenda me demande de revenir un peu plus tard ; je reviendrai.
calendar-why-key = Je ne peux plus ouvrir l'adresse que je gardais chiffrée. Il suffit de relier l'agenda à nouveau.
calendar-lost = Je n'arrive pas à lire votre agenda ({ $calendar }).
calendar-lost-how = En attendant, je propose des dates sans en tenir compte. Vous pouvez le relier à nouveau ou l'enlever, quand vous voudrez.
calendar-mend = Voir mon agenda
calendar-feed = M'abonner à mes séances
calendar-feed-title = Mes séances dans mon agenda
calendar-feed-how = Ajoutez cette adresse à votre agenda, comme abonnement : vos séances y apparaîtront, toujours à jour.
calendar-feed-secret = Qui connaît cette adresse voit vos séances : gardez-la pour vous. Une nouvelle adresse met fin à l'ancienne.
calendar-feed-renew = Nouvelle adresse
calendar-feed-renewed = Voici votre nouvelle adresse ; l'ancienne ne mène plus nulle part.
calendar-connect-google = Relier Google Agenda
calendar-connect-microsoft = Relier Microsoft 365

# La page où l'on relie un agenda en se connectant à son service.

connect-whose = Vous allez me laisser lire les heures libres et occupées d'un agenda { $service }, et rien d'autre, pour proposer des dates à { $name }.
connect-not-you = Si { $name } n'est pas votre nom, fermez cette page : rien ne sera relié.
connect-go = Continuer vers { $service }
connect-done = C'est fait : cet agenda { $service } est relié pour { $name }. Vous pouvez fermer cette page.
connect-undo = Pour revenir en arrière, écrivez « réglages » et ouvrez « Mon agenda ».
connect-expired = Ce lien n'est plus valable. Écrivez « réglages » et ouvrez « Mon agenda » pour en avoir un nouveau.
connect-refused = Rien n'a été relié. Vous pouvez recommencer quand vous voudrez, depuis « Mon agenda ».
feed-title = Mes séances
calendar-unlink-sure = Je ne tiendrai plus compte de votre agenda, et j'oublierai son adresse : pour revenir en arrière, il faudra la donner à nouveau.
calendar-feed-renew-sure = L'adresse actuelle ne mènera plus nulle part : là où vous l'avez ajoutée, il faudra mettre la nouvelle.
