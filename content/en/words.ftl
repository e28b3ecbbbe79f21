# The programme's own words: change them here and every sentence follows.
# A word that needs an article carries it.

-bot = together
-platform = Together
-social-network = LinkedIn
-chat-tool = chat
-handbook = the mentor handbook
-resources = Resources
-organisation = the organisation

# What each entry of `links` in programme.yaml is called, before coordinators.
link-profile = profiles on { -platform }
link-mentor-handbook = mentor handbook
link-mentoring-video = video on mentoring
link-resources = { -resources }
link-goals-video = video on goals
link-leadership-article = article on leadership
link-networking-video = video on networking
link-feedback-article = article on feedback
link-reciprocity-video = video on reciprocity
link-networking-summary = summary on networking
