# The programme's own words: change them here and every sentence follows.
# A word that needs an article carries it, so that it can change gender freely.

-bot = together
-platform = Together
-social-network = LinkedIn
-chat-tool = messagerie instantanée
-handbook = le manuel des mentors
-resources = Ressources
-organisation = l'organisation

# What each entry of `links` in programme.yaml is called, before coordinators.
link-profile = profils sur { -platform }
link-mentor-handbook = manuel des mentors
link-mentoring-video = vidéo sur le mentorat
link-resources = { -resources }
link-goals-video = vidéo sur les objectifs
link-leadership-article = article sur le leadership
link-networking-video = vidéo sur le réseautage
link-feedback-article = article sur les retours
link-reciprocity-video = vidéo sur la réciprocité
link-networking-summary = texte sur le réseautage
