# The programme's own words: change them here and every sentence follows.
# A word that needs an article carries it, so that it can change gender freely.

-bot = together
-platform = Together
-social-network = LinkedIn
-chat-tool = messagerie instantanée
-handbook = le manuel des mentors
-resources = Ressources
-organisation = l'organisation
