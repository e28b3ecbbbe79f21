# The programme's own words: change them here and every sentence follows.
# A word that needs an article carries it.

-platform = Together
-social-network = LinkedIn
-chat-tool = MS Teams
-handbook = the mentor handbook
-resources = Resources
-organisation = the organisation
