# Les mots que l'on peut écrire, séparés par des virgules ; le premier est celui que l'on propose.

command-prep-words = prep, préparer, préparation, preparer
command-agreement-words = accord, convenir, agreement
command-pact-words = pacte, pact
command-shadowing-words = observation, observer, shadowing
command-introduction-words = présentation, présenter, introduction
command-people-words = personnes, réseau, people
command-stock-words = point, faire-le-point, stock
command-goals-words = objectifs, objectif, actions, but, buts
command-takeaways-words = retenir, retenons, à-retenir
command-colleagues-words = collègues, collègue
command-topic-words = sujet, sujets
command-agenda-words = agenda, ordre, ordre-du-jour, odj
command-date-words = date, dates, rendez-vous, rdv
command-evaluate-words = évaluer, évaluation, eval
command-status-words = statut, état, bilan
command-pause-words = pause
command-resume-words = reprendre, reprise
command-language-words = langue
command-settings-words = réglages, horaires, heures, disponibilités, absence
command-calendar-words = mon agenda, mon-agenda, mon calendrier, mon-calendrier, calendrier
command-attestation-words = attestation, certificat
command-privacy-words = confidentialité, vie-privée, données, mes-données, rgpd
command-stop-words = arrêter, arrêt, arrête, quitter
command-fit-words = entente, ressenti
command-contact-words = contact, parler, coordination
command-help-words = aide, ?

# Ce que disent les gens qui ne parlent pas en commandes, séparé par des virgules.

meaning-trouble-words = problème avec, problèmes avec, un problème grave, aide humaine, un être humain, un humain, une vraie personne, quelqu'un de la coordination, harcèle, harceler, harcelée, harcelé, harcèlement, agression, agressée, agressé, agresse, discrimination, discriminée, discriminé, menace, menaces, menacée, menacé, intimidation, humiliation, humilie, humiliée, humilié, insulte, insultes, insultée, insulté, violence, en danger, gestes déplacés, propos déplacés, mal à l'aise, peur de, signaler, porter plainte, une plainte, faire un signalement, parler à quelqu'un
meaning-cannot-words = je ne peux pas, je ne peux plus, je peux pas, je peux plus, je ne pourrai pas, je pourrai pas, je ne pourrai plus, je ne serai pas là, empêchement, empêché, empêchée, pas disponible, pas dispo, indisponible, reporter, décaler, déplacer, changer la date, changer de date, changer l'heure, changer d'heure, annuler, une autre date, un autre jour, un autre moment
meaning-when-words = quand est, quand a lieu, quand aura lieu, quand se voit, quand nous voyons, quand nous verrons, quand la séance, c'est quand, c'est pour quand, quelle date, quel jour, quelle heure, prochaine séance, prochain rendez-vous, où en sommes, où en suis, où en est
meaning-thanks-words = merci, mercis, remercie, remercions
meaning-hello-words = bonjour, rebonjour, bonsoir, salut, coucou, bjr
meaning-thumb-words = 👍, 👌, 🙏, 👏, 🙂, 😊, 😀, 😄, ❤, 🎉, ✅, +1, thumbsup, ok_hand, pray, clap, slightly_smiling_face, smile, heart, tada, white_check_mark, ok, okay, d'accord, entendu, parfait, super, génial, ça marche, ça roule, bien reçu, c'est noté, noté
