"""Every promise that the bot makes, beside the tests that hold it to it.

A sentence that says what nobody else sees, what is forgotten, what never happens or cannot be undone stands in `PROMISES`
with the tests that fail when that is not so. A sentence that only sounds like one stands in `EXCUSED`, with the reason. One
that stands in neither is not made: take it out, or write the code and the test.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.serializer import serialize_pattern

ROOT = Path(__file__).parents[1]

LIKE_A_PROMISE = {
    "fr": r"personne d['’]autre|entre vous et moi|jamais|\bseul(?:e|s|es|·e|ement)?\b|effac|oubli|confiden|chiffr|priv[ée]"
    r"|secr[eè]t|ne voit|ne lit|n['’]en voi|rien (?:d['’]autre|ailleurs)|ne voit aucun|nulle part|met fin|à personne"
    r"|n['’]y écrirai|n['’]écris rien|vous envoie rien|ne peut pas être repris|ne peut plus changer|ne retiens|rien ne se décide",
    "en": r"\bnobody\b|\bno one\b|only you\b|\balone\b|only as|times only|\bnever\b|\beras|\bforg[eo]t|confiden|encrypt"
    r"|\bprivate\b|\bsecret\b|sees none|does not see|will (?:write nothing|not write)|nothing (?:else|more|anywhere)"
    r"|send you nothing|\bnowhere\b|to yourself|cannot be taken back|no longer change|ends the old|nothing is decided",
}
"""What a promise sounds like, in each language that is shipped."""

REPORT_PAGE, ATTESTATION_PAGE = "tests/adapters/pages/test_report.py", "tests/adapters/pages/test_attestation.py"
EVALUATION, LINE = "tests/engine/test_evaluation.py", "tests/engine/test_line.py"
CONTINUATION, CURIOUS = "tests/engine/test_continuation.py", "tests/engine/test_curious.py"
TOTALS = "tests/engine/test_totals.py"
DIGEST, TALK = "tests/engine/test_digest.py", "tests/engine/test_talk.py"
EVENTS = "tests/dialogues/test_calendar_events.py"
INVITES_NOBODY = "tests/adapters/calendars/test_events.py::test_an_event_is_written_with_a_room_and_invites_nobody"
CALENDAR, PLACES = "tests/dialogues/test_calendar.py", "tests/scenarios/teams/test_places.py"

ALL_OR_NOBODY = "tests/dialogues/test_enrol.py::test_every_bad_line_is_named_and_nobody_enrolled"
REPORT_ONCE = (
    f"{REPORT_PAGE}::test_a_link_shows_it_once_within_a_day",
    f"{REPORT_PAGE}::test_who_coordinates_no_more_is_shown_nothing",
)
ATTESTED_ONCE = (f"{ATTESTATION_PAGE}::test_a_link_shows_it_once_within_a_day",)
LINKS = "tests/dialogues/test_links.py"
REHEARSAL = "tests/rehearsal/test_slack.py"

UNSEEN_BY_THE_PARTNER = (
    f"{EVALUATION}::test_what_one_answers_changes_nothing_that_the_other_reads",
    f"{EVALUATION}::test_an_answer_is_posted_to_nobody",
    f"{CURIOUS}::test_the_curious_partner_learns_nothing",
    "tests/engine/test_rules.py::test_the_rules_hold_in_any_season",
)
UNSEEN_BY_COORDINATORS = (
    f"{DIGEST}::test_no_digest_holds_an_answer_or_a_line",
    f"{TOTALS}::test_a_total_takes_enough_people",
    f"{TOTALS}::test_no_answer_is_in_two_weeks",
    f"{TOTALS}::test_what_helped_is_named_once_three_people_do_unordered_and_uncounted",
)
ONES_OWN_LINE = (
    f"{LINE}::test_it_is_for_nobody_else_by_default_and_stands_on_the_next_prep_card_of_its_writer",
    f"{LINE}::test_sending_asks_first_and_says_to_whom",
    "tests/dialogues/test_line.py::test_no_digest_holds_the_line",
)
SENT_FOR_GOOD = (f"{LINE}::test_it_is_sent_once_and_cannot_be_taken_back_or_changed",)
ASKED_ALIKE = (
    f"{CONTINUATION}::test_both_are_asked_in_private_on_the_same_day_in_the_same_words",
    f"{CONTINUATION}::test_an_answer_is_posted_to_nobody_else",
    f"{CURIOUS}::test_the_curious_partner_learns_nothing",
)
COLLEAGUES = "tests/engine/test_colleagues.py"
A_NO_LOOKS_LIKE_SILENCE = (
    f"{COLLEAGUES}::test_a_no_and_silence_are_the_same_to_the_mentor_in_everything",
    f"{COLLEAGUES}::test_an_operator_cannot_tell_a_no_from_silence",
)
NOTES_OF_THE_MENTOR = (
    f"{COLLEAGUES}::test_the_mentors_notes_show_nowhere_before_they_are_handed_over",
    f"{COLLEAGUES}::test_what_is_handed_over_is_what_stood_there_once_and_for_good",
)
DECIDED_ON_THE_DAY = (
    f"{CONTINUATION}::test_an_answer_moves_nothing",
    f"{CONTINUATION}::test_a_mind_can_be_changed_until_the_day_comes_and_not_after",
    f"{CONTINUATION}::test_two_yeses_open_the_next_seance_on_the_day_and_not_before",
    f"{CONTINUATION}::test_anything_else_ends_it_on_that_day_for_both_in_the_same_words",
    f"{CONTINUATION}::test_hours_that_change_meanwhile_move_neither_the_day_nor_what_the_card_says",
)
BUSY_TIMES_ONLY = (
    "tests/adapters/calendars/test_parse.py::test_only_merged_times_within_the_bounds_are_left",
    f"{CALENDAR}::test_what_is_not_believed_any_more_is_not_kept",
)
A_FEED = (f"{CALENDAR}::test_the_feeds_address_is_shown_and_a_new_one_replaces_it",)
PAUSES = "tests/engine/test_pauses.py"
SILENT = (
    f"{TALK}::test_a_pause_is_told_to_both_and_then_there_is_silence",
    f"{PAUSES}::test_what_they_do_in_a_pause_is_told_once_it_is_over",
    "tests/engine/test_leaving.py::test_a_pause_of_their_own_is_not_broken_by_it",
    "tests/engine/test_rules.py::test_the_rules_hold_in_any_season",
)
OWN_DATA, PAGE = "tests/dialogues/test_privacy.py", "tests/adapters/pages/test_export.py"
EXPORTED = (
    f"{PAGE}::test_the_button_shows_all_of_it_to_read_and_as_a_file",
    f"{OWN_DATA}::test_without_an_address_on_the_web_it_comes_to_their_own_chat_alone",
    "tests/application/test_export.py::test_it_holds_what_the_bot_knows_of_the_person",
    "tests/application/test_export.py::test_it_holds_their_own_words_and_answers_and_none_of_the_other_s",
)
SHADOWING, INTRODUCTION = "tests/engine/test_shadowing.py", "tests/engine/test_introduction.py"
A_NO_SHOWS_NOWHERE = (
    f"{SHADOWING}::test_a_no_and_silence_are_the_same_to_the_mentor",
    f"{SHADOWING}::test_a_no_is_noted_for_the_mentee_alone_and_can_become_a_yes",
    f"{SHADOWING}::test_a_yes_brings_the_card_to_both_and_nothing_else",
)
OWN_INTRODUCTION = (
    f"{INTRODUCTION}::test_the_other_gets_the_same_whatever_was_written",
    f"{INTRODUCTION}::test_writing_posts_nothing_to_anybody_else",
    f"{INTRODUCTION}::test_the_agenda_says_that_each_introduces_themselves_and_none_of_the_words",
)
CONTACT, FIT = "tests/engine/test_contact.py", "tests/engine/test_fit.py"
READ_BY_THOSE_NAMED = (
    f"{CONTACT}::test_nothing_goes_to_anybody_who_was_not_named",
    f"{CONTACT}::test_the_partner_sees_nothing_of_it",
    "tests/application/test_contact.py::test_a_coordinator_of_the_pair_is_neither_named_nor_written_to",
)
WISHED_FOR = (
    f"{FIT}::test_it_is_told_once_by_name_and_nothing_more",
    f"{FIT}::test_nothing_goes_to_anybody_who_was_not_named",
    f"{FIT}::test_the_partner_sees_the_same_whatever_is_answered_and_told",
    "tests/application/test_contact.py::test_that_they_would_like_a_word_reaches_nobody_of_the_pair",
)
ASKED_HOW_IT_GOES = (
    f"{FIT}::test_each_is_asked_once_in_private_some_days_after_the_seance",
    f"{FIT}::test_the_partner_sees_the_same_whatever_is_answered_and_told",
)
IN_THREES = (
    "tests/application/test_attacker.py::test_nobodys_answer_to_how_it_goes_can_be_told",
    "tests/application/test_contact.py::test_answers_are_told_in_threes_from_six_people_on",
)
ERASURE = "tests/application/test_erase.py"
ERASED = (
    f"{ERASURE}::test_nothing_of_them_is_left_in_the_files",
    f"{ERASURE}::test_the_partner_keeps_their_own",
    f"{OWN_DATA}::test_erased_means_known_no_more",
)
WILLING = "tests/engine/test_willing.py"
REPLACING = "tests/engine/test_replacing.py"
STAYS_WITH_WHO_WROTE_IT = (
    f"{REPLACING}::test_nothing_goes_along_but_what_is_named_here",
    "tests/application/test_replacing.py::test_goals_go_with_who_stays_and_what_the_other_wrote_stays_with_them",
)
NOBODY_IS_NAMED = (
    "tests/dialogues/test_replacing.py::test_who_stays_and_who_goes_are_told_kindly_and_nobody_is_named",
)
DESK = "tests/dialogues/test_desk.py"
PAIRS_PAGE = "tests/adapters/pages/test_pairs.py"
RETENTION = "tests/application/test_retention.py"
RETAINED = (
    f"{RETENTION}::test_answers_go_after_six_months_and_the_rest_after_twelve",
    f"{RETENTION}::test_each_programme_has_its_own_time",
)
SPENT_ONCE = (
    f"{PAGE}::test_it_is_spent_once",
    f"{PAGE}::test_looking_spends_nothing_and_names_nobody",
    f"{PAGE}::test_after_a_day_it_leads_nowhere",
)
PARTED_KINDLY = (f"{OWN_DATA}::test_the_partner_reads_warm_words_and_the_coordinators_the_fact",)
TAKEN_BACK = (
    f"{OWN_DATA}::test_it_is_taken_back_and_the_partner_hears_of_it",
    f"{OWN_DATA}::test_after_thirty_days_the_button_does_nothing_any_more",
    "tests/engine/test_privacy.py::test_it_can_be_taken_back_for_thirty_days",
)

PROMISES: Mapping[str, tuple[str, ...]] = {
    "about-why": UNSEEN_BY_COORDINATORS,
    "calendar-address-how": (f"{CALENDAR}::test_the_address_is_nowhere_to_be_read",),
    "calendar-feed-renewed": A_FEED,
    "calendar-feed-renew-sure": A_FEED,
    "calendar-feed-secret": A_FEED,
    "calendar-privacy": (
        *BUSY_TIMES_ONLY,
        "tests/engine/test_settings.py::test_a_date_by_hand_is_checked_and_clashes_are_named",
    ),
    "calendar-unlink-sure": (f"{CALENDAR}::test_unlinking_forgets_at_once_even_what_is_being_read",),
    "calendar-unlinked": (f"{CALENDAR}::test_unlinking_forgets_at_once_even_what_is_being_read",),
    "calendar-why-key": (f"{CALENDAR}::test_a_secret_of_a_lost_key_asks_to_be_linked_again",),
    "chat-answered": (f"{PLACES}::test_a_mention_stands_anywhere_and_the_answer_is_private",),
    "install-done-next": (
        "tests/adapters/slack/test_install.py::test_after_installing_a_page_of_ours_and_a_message_say_what_comes_next",
    ),
    "channel-others": ("tests/application/test_channel_troubles.py::test_whoever_was_told_hears_that_it_works_again",),
    "chat-found": (
        f"{PLACES}::test_the_bot_recognises_the_pair_it_is_alone_with",
        "tests/scenarios/teams/test_season.py::test_a_season_with_a_shared_chat",
    ),
    "chat-lasts": (
        "tests/scenarios/teams/test_slash.py::test_a_card_that_lasts_goes_to_ones_own_chat_too_and_the_answer_points_there",
    ),
    "chat-private": (f"{PLACES}::test_without_a_private_chat_the_shared_one_reads_nothing_of_the_answer",),
    "chat-wrong": (f"{PLACES}::test_the_wrong_chat_is_told_once_and_left_in_peace",),
    "colleagues-hand-sure": NOTES_OF_THE_MENTOR,
    "colleagues-notes-lead": NOTES_OF_THE_MENTOR,
    "colleagues-privacy": A_NO_LOOKS_LIKE_SILENCE,
    "calendar-write-lead": (f"{EVENTS}::test_nobody_gets_an_event_who_did_not_ask", INVITES_NOBODY),
    "connect-write-whose": (INVITES_NOBODY,),
    "connect-write-not": (
        "tests/dialogues/test_connect.py::test_who_leaves_that_permission_out_is_told_and_nothing_is_written",
    ),
    "connect-whose": ("tests/dialogues/test_connect.py::test_no_more_is_asked_for_than_free_and_busy",),
    "continuation-how": DECIDED_ON_THE_DAY,
    "continuation-privacy": ASKED_ALIKE,
    "contact-ask": (f"{CONTACT}::test_it_goes_once_under_its_writer_s_name_and_says_nothing_of_the_partner",),
    "contact-readers": READ_BY_THOSE_NAMED,
    "digest-fits": IN_THREES,
    "report-no-totals": ("tests/engine/test_report.py::test_of_answers_it_adds_up_what_the_weeks_told_and_no_more",),
    "fit-ask": WISHED_FOR,
    "fit-not-yet": ASKED_HOW_IT_GOES,
    "fit-offer": WISHED_FOR,
    "fit-privacy": (*ASKED_HOW_IT_GOES, *IN_THREES),
    "help-fit": ASKED_HOW_IT_GOES,
    "contact-nobody": (f"{CONTACT}::test_if_nobody_is_left_that_is_said_before_anything_is_written",),
    "evaluation-ask-coordinators": (
        *SENT_FOR_GOOD,
        "tests/dialogues/test_line.py::test_a_coordinator_who_is_of_that_pair_never_reads_it",
    ),
    "evaluation-ask-partner": SENT_FOR_GOOD,
    "evaluation-line-reader": ONES_OWN_LINE,
    "evaluation-no-reader": (
        "tests/dialogues/test_line.py::test_if_nobody_else_coordinates_the_person_is_told_and_nothing_is_sent",
    ),
    "evaluation-privacy": (*UNSEEN_BY_THE_PARTNER, *UNSEEN_BY_COORDINATORS),
    "evaluation-stays": SENT_FOR_GOOD,
    "farewell-after": ("tests/engine/test_walk.py::test_nothing_happens_after_the_end",),
    "gone-told": PARTED_KINDLY,
    "goals-what-for-mentee": (
        "tests/engine/test_goals.py::test_no_digest_holds_them",
        "tests/engine/test_goals.py::test_the_facts_hold_numbers_and_dates_alone",
    ),
    "held-absent-noted": (
        "tests/engine/test_seance.py::test_that_the_other_one_did_not_come_is_answered_in_private_and_is_a_no_for_everybody_else",
    ),
    "help-alone": (f"{TALK}::test_every_command_is_answered_in_private_at_every_stage",),
    "M6-G2.mentee": ASKED_ALIKE,
    "M6-G2.mentor": ASKED_ALIKE,
    "N1-D4.pair": ASKED_ALIKE,
    "parted-erased": (f"{ERASURE}::test_the_journey_ends_and_the_partner_reads_one_warm_sentence", *ERASED),
    "pause-open": SILENT,
    "pause-until": SILENT,
    "pause-until-year": SILENT,
    "prep-footer": ("tests/engine/test_prep.py::test_what_one_ticks_changes_nothing_that_the_other_reads",),
    "help-privacy": (*EXPORTED, *ERASED),
    "pact-private": (
        "tests/engine/test_pact.py::test_where_the_pair_stands_says_nothing_of_it",
        "tests/engine/test_pact.py::test_no_digest_says_whether_it_is_signed",
    ),
    "privacy-can-ask": ("tests/engine/test_privacy.py::test_without_a_contact_outside_none_is_named",),
    "privacy-can-ask-outside": (
        f"{OWN_DATA}::test_the_figures_are_those_of_their_own_programme",
        "tests/engine/test_privacy.py::test_every_figure_is_the_programmes_own",
    ),
    "privacy-can-erase": ERASED,
    "privacy-erase": ERASED,
    "privacy-erase-failed": (f"{OWN_DATA}::test_if_it_cannot_be_noted_nothing_is_erased_and_that_is_said",),
    "privacy-erased": ERASED,
    "privacy-erased-stays": (
        f"{ERASURE}::test_messages_on_a_platform_are_to_be_withdrawn",
        f"{RETENTION}::test_what_only_they_could_see_is_deleted_there_once",
        f"{RETENTION}::test_what_a_platform_refuses_is_said_and_left",
    ),
    "privacy-erased-title": ERASED,
    "privacy-long-answers": RETAINED,
    "privacy-long-backups": (
        "tests/application/test_drill.py::test_whoever_was_erased_since_is_erased_again_before_anything_is_served",
        "tests/application/test_drill.py::test_a_providers_snapshot_is_noticed",
        f"{RETENTION}::test_copies_of_before_an_upgrade_go_with_the_backups",
    ),
    "privacy-long-events": (f"{RETENTION}::test_events_and_contacts_go_after_ninety_days",),
    "privacy-long-rest": RETAINED,
    "privacy-long-audit": ("tests/ports/test_audit.py::test_what_is_old_is_forgotten",),
    "privacy-can-correct": (
        "tests/engine/test_settings.py::test_the_card_is_for_that_person_alone",
        f"{TALK}::test_every_command_is_answered_in_private_at_every_stage",
    ),
    "privacy-can-export": EXPORTED,
    "privacy-can-stop": (*PARTED_KINDLY, *TAKEN_BACK),
    "gone-erased-told": (
        f"{OWN_DATA}::test_the_partner_reads_one_warm_sentence_and_coordinators_the_fact_without_a_name",
    ),
    "privacy-erase-sure": (
        "tests/engine/test_privacy.py::test_to_erase_asks_first_and_says_what_it_ends",
        f"{OWN_DATA}::test_the_partner_reads_one_warm_sentence_and_coordinators_the_fact_without_a_name",
        *ERASED,
    ),
    "privacy-export-here": (f"{OWN_DATA}::test_without_an_address_on_the_web_it_comes_to_their_own_chat_alone",),
    "privacy-export-link": SPENT_ONCE,
    "privacy-kept-calendar": BUSY_TIMES_ONLY,
    "privacy-page-ask": SPENT_ONCE,
    "privacy-page-once": SPENT_ONCE,
    "privacy-page-spent": SPENT_ONCE,
    "privacy-read-coordinators": (
        *UNSEEN_BY_COORDINATORS,
        "tests/dialogues/test_line.py::test_no_digest_holds_the_line",
    ),
    "privacy-read-operators": (
        "tests/scenarios/test_marked_words.py::test_no_marked_word_lies_anywhere_in_plain_text",
    ),
    "privacy-read-partner": (*UNSEEN_BY_THE_PARTNER, *ASKED_ALIKE, *ONES_OWN_LINE),
    "introduction-on-agenda": OWN_INTRODUCTION,
    "introduction-on-agenda-again": OWN_INTRODUCTION,
    "introduction-private": OWN_INTRODUCTION,
    "shadowing-noted": A_NO_SHOWS_NOWHERE,
    "shadowing-private": A_NO_SHOWS_NOWHERE,
    "shadowing-suits-sure": (f"{SHADOWING}::test_a_yes_brings_the_card_to_both_and_nothing_else",),
    "settings-lead": ("tests/engine/test_settings.py::test_the_card_is_for_that_person_alone",),
    "desk-replace-by-ask": (f"{REPLACING}::test_nothing_brings_them_together_again",),
    "desk-replaced-asked": NOBODY_IS_NAMED,
    "replaced-carried": STAYS_WITH_WHO_WROTE_IT,
    "replaced-goes-own": STAYS_WITH_WHO_WROTE_IT,
    "replaced-stays-next": (*NOBODY_IS_NAMED, f"{REPLACING}::test_nothing_goes_along_but_what_is_named_here"),
    "stop-back-late": TAKEN_BACK,
    "stop-means": (*PARTED_KINDLY, *TAKEN_BACK),
    "stop-stopped": PARTED_KINDLY,
    "stop-until": TAKEN_BACK,
    "rehearsal-after": (
        f"{REHEARSAL}::test_a_whole_season_is_rehearsed_and_thrown_away",
        f"{REHEARSAL}::test_a_no_ends_it_before_anything_is_played",
    ),
    "willing-privacy": (
        f"{WILLING}::test_what_one_hears_does_not_hang_on_what_the_other_has_said",
        f"{WILLING}::test_nothing_that_is_typed_tells_who_the_other_is",
        f"{WILLING}::test_who_stays_learns_no_name_when_it_ends_before",
        "tests/application/test_willing.py::test_what_people_export_does_not_name_who_they_do_not_know",
    ),
    "willing-noted-no": (f"{WILLING}::test_who_says_no_is_left_alone_and_may_change_their_mind",),
    "coordination-appointed-next": UNSEEN_BY_COORDINATORS,
    "desk-appoint-lead": UNSEEN_BY_COORDINATORS,
    "enrol-appoint-lead": UNSEEN_BY_COORDINATORS,
    "enrol-asked": ("tests/dialogues/test_enrol.py::test_a_pair_is_enrolled_by_a_form",),
    "enrol-lines-lead": (ALL_OR_NOBODY,),
    "enrol-nothing": (ALL_OR_NOBODY,),
    "desk-ended": (
        f"{DESK}::test_a_pair_is_ended_kindly_and_reopened",
        f"{DESK}::test_after_thirty_days_a_pair_stays_ended",
    ),
    "desk-export-link": (
        f"{PAIRS_PAGE}::test_the_button_gives_all_pairs_once",
        f"{PAIRS_PAGE}::test_a_link_of_yesterday_leads_nowhere",
        f"{PAIRS_PAGE}::test_who_coordinates_no_more_fetches_nothing",
    ),
    "desk-export-file": ("tests/application/test_pairs_csv.py::test_a_row_a_pair_and_one_a_seance",),
    "desk-export-page-ask": (f"{PAIRS_PAGE}::test_the_button_gives_all_pairs_once",),
    "report-anonymous": (
        "tests/engine/test_report.py::test_its_rows_say_the_same_in_every_language_and_name_nobody",
        f"{REPORT_PAGE}::test_it_is_read_in_chat_and_on_a_page_with_its_figures_as_a_file",
    ),
    "report-link": REPORT_ONCE,
    "report-page-ask": REPORT_ONCE,
    "report-page-once": REPORT_ONCE,
    "attestation-page-link": (
        *ATTESTED_ONCE,
        f"{ATTESTATION_PAGE}::test_each_has_their_own_alone_whosever_button_they_press",
    ),
    "attestation-page-ask": ATTESTED_ONCE,
    "links-form-lead": (
        f"{LINKS}::test_an_address_stands_on_every_card_from_then_on_and_not_once_it_is_withdrawn",
        f"{LINKS}::test_a_link_is_shown_between_its_first_and_its_last_day_in_the_programmes_zone",
    ),
    "links-lead": (
        f"{LINKS}::test_an_address_stands_on_every_card_from_then_on_and_not_once_it_is_withdrawn",
        f"{LINKS}::test_another_programme_keeps_its_own",
    ),
    "welcome-privacy": (*UNSEEN_BY_THE_PARTNER, *UNSEEN_BY_COORDINATORS),
}
"""Sentence → the tests that hold the bot to it."""

EXCUSED: Mapping[str, str] = {
    "calendar-why-content": "names the kind of address that is needed",
    "calendar-why-large": "says what can be done about it",
    "calendar-why-page": "names the kind of address that is needed",
    "calendar-why-refused": "names the kind of address that is needed",
    "calendar-why-slow": "says what can be done about it",
    "desk-not-replaced-over": "says that there is nobody to replace",
    "desk-replace-nobody": "says that nobody was found",
    "links-trouble-host": "says what an address lacks",
    "contact-outside-unnamed": "says that the programme has named nobody, and where else to look",
    "rights-act-erase": "names what somebody did, in the list of who did what",
    "notice-model": "tells whoever runs the programme how the paper is made",
    "report-file": "says what a file holds: figures",
    "report-page-file": "says what a file holds: figures",
    "desk-nobody-called": "says whom the bot knows, and where else to ask",
    "enrol-flaw-capitals": "compares two spellings",
    "enrol-flaw-guest": "says what a platform lets somebody see",
    "enrol-flaw-unknown": "says that an address is nobody's",
    "desk-not-taken": "says that nobody sees to it",
    "desk-pair-help": "says what a word shows",
    "coordination-dismiss-last": "says who coordinates",
    "digest-nudge-starting": "says when a programme begins",
    "date-why-apart": "says when two people's hours meet",
    "pact-keep-this": "what the two promise each other",
    "M1-D1-c.pair": "a question to the two",
    "M2-objective": "what the two agree on",
    "M2-G3.mentor": "advice to the two, who agree on it",
    "M2-G3.mentee": "advice to the two, who agree on it",
    "M2-G3.pair": "advice to the two, who agree on it",
    "M4-G2.mentee": "says that a list is no test: nobody is asked for an answer",
    "M7-D2.mentee": "advice to the mentee",
}
"""Sentence → why it is no promise of the bot's."""

DOCUMENTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("README.md", "Coordinators see that the pairs meet, never who answered what."): UNSEEN_BY_COORDINATORS,
    ("SECURITY.md", "Answers stay with the person."): (*UNSEEN_BY_THE_PARTNER, *UNSEEN_BY_COORDINATORS, *ONES_OWN_LINE),
    ("SECURITY.md", "Nobody is let in without proof."): (
        "tests/scenarios/slack/test_edge.py::test_only_what_slack_signed_just_now_is_heard",
        "tests/scenarios/teams/test_door.py::test_anything_else_is_401",
        "tests/adapters/local/test_guard.py::test_another_site_cannot_act",
    ),
    ("SECURITY.md", "What people say is sealed."): (
        "tests/scenarios/test_marked_words.py::test_no_marked_word_lies_anywhere_in_plain_text",
    ),
    ("SECURITY.md", "What is secret is sealed."): (
        "tests/adapters/slack/test_install.py::test_an_installation_is_kept_with_its_token_encrypted",
        f"{CALENDAR}::test_the_address_is_nowhere_to_be_read",
        "tests/infra/test_logs.py::test_nothing_that_breaks_on_the_way_in_is_repeated",
    ),
    ("SECURITY.md", "Calendars are hostile until shown otherwise."): (
        "tests/adapters/calendars/test_fetch.py::test_a_redirect_to_a_private_place_is_refused",
        "tests/adapters/calendars/test_fetch.py::test_the_limits_hold_for_the_whole_way",
    ),
}
"""What pages for those who run or read the code promise, by file and words."""


def sentences(source: str) -> Iterator[tuple[str, str]]:
    """Every sentence of a language's file with its id: `M6-G2.mentor` for one of an item's."""
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ftl.Message):
            named = [
                (entry.id.name, entry.value),
                *((f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes),
            ]
            yield from ((id, serialize_pattern(value)) for id, value in named if value is not None)


def promising(language: str, source: str) -> set[str]:
    """The sentences that sound like a promise."""
    return {id for id, words in sentences(source) if re.search(LIKE_A_PROMISE[language], words, re.IGNORECASE)}


@cache
def names_of_tests(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


@pytest.mark.parametrize("language", LIKE_A_PROMISE)
def test_what_sounds_like_a_promise_is_held_or_excused(language: str) -> None:
    found = {
        id
        for path in sorted((ROOT / "content" / language).glob("*.ftl"))
        if path.stem != "commands"  # what people type
        for id in promising(language, path.read_text(encoding="utf-8"))
    }
    assert found - PROMISES.keys() - EXCUSED.keys() == set()


@pytest.mark.parametrize("language", LIKE_A_PROMISE)
def test_what_is_listed_is_said(language: str) -> None:
    files = (ROOT / "content" / language).glob("*.ftl")
    said = {id for path in files for id, _ in sentences(path.read_text(encoding="utf-8"))}
    assert {*PROMISES, *EXCUSED} <= said
    assert not PROMISES.keys() & EXCUSED.keys()


@pytest.mark.parametrize("node", sorted({node for held in (*PROMISES.values(), *DOCUMENTS.values()) for node in held}))
def test_each_promise_is_held_by_a_test_that_is_there(node: str) -> None:
    path, _, name = node.partition("::")
    assert name in names_of_tests(path), f"{node} is not there any more: which test holds these promises now?"


@pytest.mark.parametrize(("file", "words"), DOCUMENTS)
def test_what_the_documents_promise_stands_there(file: str, words: str) -> None:
    assert words in (ROOT / file).read_text(encoding="utf-8")


def test_each_promise_of_the_security_page_is_listed() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    promised = text.partition("## What is promised")[2].partition("\n## ")[0]
    assert set(re.findall(r"^- \*\*(.+?)\*\*", promised, re.MULTILINE)) == {
        words for file, words in DOCUMENTS if file == "SECURITY.md"
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Vos réponses restent entre vous et moi."),
        ("fr", "Tout est effacé au bout d'un mois."),
        ("fr", "Vous seul·e le lisez."),
        ("fr", "Personne d'autre ne le voit."),
        ("en", "Nobody else reads it."),
        ("en", "It is erased after a month."),
        ("en", "This stays private."),
        ("en", "I never tell."),
    ],
)
def test_a_new_promise_is_noticed(language: str, words: str) -> None:
    assert promising(language, f"fresh = Hello.\nnew = {words}\n    .mentor = {words}\n") == {"new", "new.mentor"}
