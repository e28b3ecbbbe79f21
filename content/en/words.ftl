# The programme's own words: change them here and every sentence follows.
# A word that needs an article carries it.

-bot = together
-platform = Together
-social-network = LinkedIn
-chat-tool = chat
-handbook = the mentor handbook
-resources = Resources
-organisation = the organisation
