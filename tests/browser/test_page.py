"""The page as people use it: by mouse, by keyboard, on a phone; with what they typed shown as they typed it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.async_api import FilePayload, Locator, Page, Request, Route, ViewportSize, expect

from adapters.local.context import Cast, PersonView
from bot.engine.ids import Action
from bot.engine.messages import (
    Button,
    Buttons,
    Checklist,
    Entry,
    Field,
    Form,
    Line,
    Message,
    Option,
    Part,
    Style,
    Text,
    Tick,
    say,
    typed,
)
from bot.ports import Address, Answer
from tests.adapters.local import samples
from tests.adapters.local.fakes import DOMINIQUE, FIRST, SECOND, Done, House, PlainVoice, Reaction, serving
from tests.adapters.local.samples import note
from tests.browser import chrome

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
Story = Callable[[House, Page], Awaitable[None]]


def play(
    chromium: str, story: Story, *, cast: Cast | None = None, viewport: ViewportSize = WIDE, locale: str = "fr-FR"
) -> None:
    """Opens the page, French unless told otherwise. It must ask nobody else for anything, and its scripts must not fail."""

    async def run() -> None:
        async with serving(House(cast)) as house, chrome.browser(chromium) as browser:
            page = await browser.new_page(viewport=viewport, locale=locale, timezone_id="America/Lima")
            trouble: list[str] = []

            def asked(request: Request) -> None:
                if urlsplit(request.url).netloc != urlsplit(house.url).netloc:
                    trouble.append(f"asks {request.url}")

            page.on("request", asked)
            page.on("pageerror", lambda error: trouble.append(str(error)))
            await page.goto(house.url)
            await expect(page.get_by_role("heading", level=2).first).to_be_attached()
            await story(house, page)
            assert trouble == []

    asyncio.run(run())


def pane(page: Page, role: str) -> Locator:
    return page.locator(f"#pane-{role}")


def cards(page: Page, role: str) -> Locator:
    return pane(page, role).get_by_role("article")


def deed(request: Request) -> str:
    """The id of what a request does."""
    return str(json.loads(request.post_data or "{}")["id"])


def answering(*parts: Part, redraw: bool = False, title: str | None = None) -> Reaction:
    async def react(done: Done) -> Sequence[Answer]:
        message = Message(parts, None if title is None else typed(title))
        return [Answer(message, PlainVoice("fr"), done.pair, done.card, redraw=redraw)]

    return react


# What is shown ---------------------------------------------------------------------------------------------------


def test_four_conversations_each_with_its_people_and_their_time(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        headings = page.get_by_role("heading", level=2)
        await expect(headings).to_have_text(["Awa", "Awa et Camille", "Camille", "Dominique"])
        await expect(pane(page, "mentor").locator(".here")).to_have_text("12 h Dakar")
        await expect(pane(page, "mentee").locator(".here")).to_have_text("13 h Paris")
        await expect(pane(page, "shared").locator(".here")).to_have_text("12 h Dakar · 13 h Paris")
        await house.post("dm:camille", note("Bonjour"))
        await expect(cards(page, "mentee").locator("time")).to_have_text("13 h")
        await expect(pane(page, "mentee").locator(".day")).to_have_text("lundi 2 mars")
        await expect(cards(page, "mentor")).to_have_count(0)

    play(chromium, story)


def test_every_part_is_drawn_with_its_words(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("dm:camille", samples.EVERYTHING, "s1.prep")
        card = cards(page, "mentee")
        await expect(card.get_by_role("heading", name="fr:prep-title")).to_be_visible()
        await expect(card.get_by_role("link", name="Ouvrir example.org")).to_have_count(2)
        await expect(card.get_by_role("group", name="Avant la séance").get_by_role("checkbox")).to_have_count(4)
        await expect(card.get_by_role("checkbox", name="Évaluation remplie")).to_be_disabled()
        await expect(card.get_by_role("button", name="3 sur 5")).to_have_attribute("aria-pressed", "true")
        await expect(card.get_by_role("checkbox", name="L’écoute")).to_be_checked()
        await expect(card.get_by_role("row", name="Séance 1 4")).to_have_text("Séance 14")
        await expect(card.get_by_role("definition").first).to_have_text("lundi à 10:00")
        await expect(card.get_by_label("Jour")).to_have_value("2026-03-31")

    play(chromium, story)


def test_where_a_message_comes_from_is_one_click_away(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("dm:awa", samples.EVERYTHING, "s1.prep")
        await cards(page, "mentor").get_by_text("D’où vient ce message").click()
        codes = cards(page, "mentor").locator(".source code")
        await expect(codes).to_have_text(["s1.prep", "M1.B1", "M1.D1", "M1.D2", "M1.B2", "M1.B3"])
        await expect(codes.first).to_be_visible()

    play(chromium, story)


def test_a_card_is_updated_in_its_place(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        first = await house.post("pair:p1", note("Trois dates", "Date"))
        await house.post("pair:p1", note("Autre chose"), "s1.agenda")
        await expect(cards(page, "shared")).to_have_count(2)
        await house.post("pair:p1", note("Rendez-vous pris", "Date"), card=first)
        await expect(cards(page, "shared").first).to_contain_text("Rendez-vous pris")
        await expect(cards(page, "shared").first).to_have_class("card changed")
        await expect(cards(page, "shared").last).to_contain_text("Autre chose")
        await expect(cards(page, "shared")).to_have_count(2)
        await expect(cards(page, "shared").first).to_have_class("card")

    play(chromium, story)


def test_an_update_leaves_the_focus_and_the_text_being_typed(chromium: str) -> None:
    form = samples.FORM
    button = Button(Action("go"), typed("Commencer"))

    async def story(house: House, page: Page) -> None:
        card = await house.post("dm:awa", Message((Buttons((button,)), form)))
        await cards(page, "mentor").get_by_label("Un mot").press_sequentially("à moitié")
        again = Message(
            (Text(Line(typed("Nouveau"))), Buttons((Button(Action("back"), typed("Retour")), button)), form)
        )
        await house.post("dm:awa", again, card=card)
        await expect(cards(page, "mentor")).to_contain_text("Nouveau")
        await expect(cards(page, "mentor").get_by_label("Un mot")).to_be_focused()
        await expect(cards(page, "mentor").get_by_label("Un mot")).to_have_value("à moitié")
        await cards(page, "mentor").get_by_role("button", name="Commencer").focus()
        await house.post("dm:awa", Message((Buttons((button,)),)), card=card)
        await expect(cards(page, "mentor").get_by_role("textbox")).to_have_count(0)
        await expect(cards(page, "mentor").get_by_role("button", name="Commencer")).to_be_focused()
        await house.post("dm:awa", note("Fini"), card=card)
        await expect(cards(page, "mentor")).to_be_focused()

    play(chromium, story)


def test_what_was_typed_is_shown_and_never_run(chromium: str) -> None:
    hostile = "<script>document.title='pwned'</script> <img src=x onerror=\"document.title='pwned'\"> **gras** [a](b)"

    async def story(house: House, page: Page) -> None:
        title = await page.title()
        house.interactions.reaction = answering(Text(Line(typed(hostile), link="javascript:alert(1)")), title=hostile)
        await pane(page, "mentee").get_by_role("combobox").fill(hostile)
        await page.keyboard.press("Enter")
        echo, answer = cards(page, "mentee").first, cards(page, "mentee").last
        await expect(echo.locator("p")).to_have_text(hostile)
        await expect(answer.get_by_role("heading")).to_have_text(hostile)
        await expect(answer.locator("script, img, strong, a")).to_have_count(0)
        await house.post(
            "coordinator:dominique", Message((Buttons((Button(Action("x"), typed(hostile)),)),), typed(hostile))
        )
        await expect(cards(page, "coordinator").get_by_role("button")).to_have_text(hostile)
        assert await page.title() == title

    play(chromium, story)


def test_text_from_the_right_reads_from_the_right(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("dm:awa", note("مرحبا بك"))
        line = cards(page, "mentor").locator(".line")
        await expect(line).to_have_css("direction", "rtl")

    play(chromium, story)


# What people do --------------------------------------------------------------------------------------------------


def test_a_button_is_pressed_by_whoever_is_chosen(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("pair:p1", Message((samples.BUTTONS,)))
        await cards(page, "shared").get_by_role("button", name="Mardi").click()
        await house.interactions.reached(1)
        await pane(page, "shared").get_by_role("radio", name="Camille").check()
        await cards(page, "shared").get_by_role("button", name="Commencer").click()
        first, second = await house.interactions.reached(2)
        assert (first.sender, first.conversation, first.pair, first.card, first.action, first.values) == (
            *(Address("local", "awa"), "pair:p1", "p1", "s1.date", "slot", ("t1",)),
        )
        assert (second.sender, second.action, second.values) == (Address("local", "camille"), "go", ())

    play(chromium, story)


def test_ticks_made_quickly_are_all_kept(chromium: str) -> None:
    """The card of the first tick arrives after the second: nothing that was ticked is undone, nor sent without it."""

    def prep(*ticked: str) -> Message:
        ticks = tuple(Tick(value, Line(typed(f"Point {value}")), value in ticked) for value in "abc")
        return Message((Checklist(Action("tick"), ticks),))

    async def story(house: House, page: Page) -> None:
        card = await house.post("dm:camille", prep())
        box = cards(page, "mentee").get_by_role("checkbox")
        await box.nth(0).check()
        await box.nth(1).check()
        assert [done.values for done in await house.interactions.reached(2)] == [("a",), ("a", "b")]
        await house.post("dm:camille", prep("a"), card=card)
        await expect(cards(page, "mentee")).to_have_class("card changed")
        await expect(box.nth(1)).to_be_checked()
        await box.nth(2).check()
        assert (await house.interactions.reached(3))[-1].values == ("a", "b", "c")
        await house.post("dm:camille", prep("a", "b", "c"), card=card)
        await house.post("dm:camille", prep("b"), card=card)
        await expect(box.nth(0)).not_to_be_checked()

    play(chromium, story)


def test_what_cannot_be_taken_back_asks_first(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        cancel = Button(Action("cancel"), typed("Annuler la date"), style=Style.DANGER, confirm=typed("Vraiment ?"))
        await house.post("dm:awa", Message((Buttons((cancel,)),)))
        button = cards(page, "mentor").get_by_role("button", name="Annuler la date")
        for leave in ("Escape", "no"):
            await button.click()
            dialog = page.get_by_role("dialog")
            await expect(dialog).to_contain_text("Vraiment ?")
            await (page.keyboard.press("Escape") if leave == "Escape" else dialog.get_by_role("button").first.click())
            await expect(dialog).to_have_count(0)
        await button.click()
        await page.get_by_role("dialog").get_by_role("button", name="Annuler la date").click()
        (done,) = await house.interactions.reached(1)
        assert (done.action, done.values) == ("cancel", ())

    play(chromium, story)


def test_an_answer_is_chosen_and_chosen_again(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("dm:awa", Message((samples.SINGLE, samples.MANY)))
        four = cards(page, "mentor").get_by_role("button", name="4 sur 5")
        await four.click()
        await expect(four).to_have_attribute("aria-pressed", "true")
        await expect(cards(page, "mentor").get_by_role("button", name="3 sur 5")).to_have_attribute(
            "aria-pressed", "false"
        )
        await four.press("Space")
        await expect(four).to_have_attribute("aria-pressed", "true")
        await cards(page, "mentor").get_by_role("checkbox", name="Les questions").press("Space")
        done = await house.interactions.reached(3)
        assert [(each.action, each.values) for each in done] == [
            ("rate", ("4",)),
            ("rate", ("4",)),
            ("helped", ("l", "q")),
        ]

    play(chromium, story)


def test_a_form_is_filled_in_and_submitted(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("dm:camille", Message((samples.FORM,)), "s2.date")
        card = cards(page, "mentee")
        await card.get_by_label("Un mot").fill("Plutôt le matin")
        await card.get_by_role("button", name="Proposer").click()
        await expect(card.get_by_label("Heure")).to_be_focused()  # it is not optional, so nothing was sent yet
        await card.get_by_label("Heure").fill("14:30")
        await card.get_by_label("Jour").fill("2026-04-01")
        await card.get_by_label("Un mot").press("Enter")
        (done,) = await house.interactions.reached(1)
        assert (done.action, done.card) == ("own", "s2.date")
        assert done.fields == {"remark": "Plutôt le matin", "day": "2026-04-01", "time": "14:30"}
        await expect(card.get_by_label("Un mot")).to_have_value("")

    play(chromium, story)


def test_an_answer_is_for_the_one_who_asked_and_works_as_them(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        house.interactions.reaction = answering(
            Buttons((Button(Action("more"), typed("Encore")),)), title="Préparation"
        )
        await pane(page, "shared").get_by_role("radio", name="Camille").check()
        await pane(page, "shared").get_by_role("combobox").fill("prep")
        await page.keyboard.press("Enter")
        answer = cards(page, "shared").last
        await expect(answer).to_contain_text("Camille – visible pour vous uniquement")
        await pane(page, "shared").get_by_role("radio", name="Awa").check()
        house.interactions.reaction = answering(Text(Line(typed("Voilà"))), redraw=True)
        await answer.get_by_role("button", name="Encore").click()
        await expect(answer).to_contain_text("Voilà")
        await expect(cards(page, "shared")).to_have_count(2)
        assert [done.sender.id for done in house.interactions.done] == ["camille", "camille"]
        await answer.get_by_role("button", name="Masquer cette réponse").click()
        await expect(cards(page, "shared")).to_have_count(1)

    play(chromium, story)


def test_a_shared_card_is_not_replaced_by_an_answer_to_one(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        for conversation in ("pair:p1", "dm:awa"):
            await house.post(conversation, Message((Text(Line(typed("Pour tous"))), samples.BUTTONS)))
        house.interactions.reaction = answering(Text(Line(typed("Pour une seule"))), redraw=True)
        for role in ("shared", "mentor"):
            await cards(page, role).get_by_role("button", name="Commencer").click()
        await expect(cards(page, "mentor")).to_contain_text("Pour une seule")
        await expect(cards(page, "shared")).to_contain_text("Pour tous")

    play(chromium, story)


def test_what_could_not_be_done_can_be_tried_again_and_counts_once(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        ids: list[str] = []

        async def fail_after_the_first_arrived(route: Route) -> None:
            ids.append(deed(route.request))
            await route.fetch()
            await route.abort()

        await house.post("dm:awa", Message((samples.BUTTONS,)))
        await page.route("**/api/press", fail_after_the_first_arrived, times=1)
        await cards(page, "mentor").get_by_role("button", name="Commencer").click()
        alert = pane(page, "mentor").get_by_role("alert")
        await expect(alert).to_contain_text("Le service ne répond pas")
        house.interactions.reaction = answering(Text(Line(typed("Encore ?"))))
        async with page.expect_response("**/api/press") as second:
            await alert.get_by_role("button", name="Réessayer").click()
        assert deed((await second.value).request) == ids[0]
        await expect(alert).to_be_empty()
        assert len(house.interactions.done) == 1

    play(chromium, story)


def test_a_service_that_is_away_is_named_and_a_tick_is_undone(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("dm:awa", Message((samples.CHECKLIST,)))
        house.interactions.away = True
        box = cards(page, "mentor").get_by_role("checkbox").first
        await box.click()
        await expect(pane(page, "mentor").get_by_role("alert")).to_contain_text("momentanément indisponible")
        await expect(box).not_to_be_checked()

    play(chromium, story)


def test_words_are_completed_by_keyboard(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        box = pane(page, "mentor").get_by_role("combobox")
        await box.press_sequentially("P")
        options = pane(page, "mentor").get_by_role("option")
        await expect(options).to_have_text(["prep de quoi préparer", "pause une pause"])
        await expect(box).to_have_attribute("aria-expanded", "true")
        await box.press("ArrowDown")
        await box.press("ArrowDown")
        await expect(pane(page, "mentor").get_by_role("option", selected=True)).to_contain_text("pause")
        await box.press("Enter")
        await expect(box).to_have_value("pause")
        await expect(options).to_have_count(0)
        await box.press("Enter")
        assert (await house.interactions.reached(1))[0].text == "pause"

        await box.press_sequentially("eval")  # accents do not matter
        await expect(options).to_have_text(["évaluer votre minute"])
        await box.press("Escape")
        await expect(options).to_have_count(0)
        await expect(box).to_have_value("eval")
        await box.fill("")
        await box.press("ArrowUp")  # all of them, from the last
        await expect(pane(page, "mentor").get_by_role("option", selected=True)).to_contain_text("aide")

    play(chromium, story)


def test_a_person_changes_their_language(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        async def react(done: Done) -> Sequence[Answer]:
            awa = FIRST.mentor
            english = type(awa)(awa.address, awa.name, ("en", "fr"), awa.zone)
            house.cast = Cast((type(FIRST)("p1", FIRST.track, english, FIRST.mentee),), (DOMINIQUE,))
            return [Answer(note("In English"), PlainVoice("en"))]

        house.interactions.reaction = react
        english = pane(page, "mentor").get_by_role("group", name="Langue de Awa").get_by_role("button", name="English")
        await expect(english).to_have_attribute("aria-pressed", "false")
        await english.click()
        await expect(english).to_have_attribute("aria-pressed", "true")
        (done,) = house.interactions.done
        assert (done.text, done.conversation, done.sender.id) == ("language en", "dm:awa", "awa")
        await expect(cards(page, "mentor").last).to_have_attribute("lang", "en")
        box = pane(page, "mentor").get_by_role("combobox")
        await box.press_sequentially("he")
        await expect(pane(page, "mentor").get_by_role("option")).to_have_text(["help this list"])

    play(chromium, story)


# The page itself -------------------------------------------------------------------------------------------------


def test_the_page_speaks_english_too_and_remembers(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("dm:awa", note("Bonjour"))
        await expect(cards(page, "mentor")).to_contain_text("D’où vient ce message\u202f?")
        await page.get_by_role("group", name="Langue de la page").get_by_role("button", name="English").click()
        await expect(page.get_by_role("button", name="Jump to what happens next")).to_be_visible()
        await expect(cards(page, "mentor")).to_contain_text("Where is this from?")
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await page.reload()
        await expect(page.get_by_role("button", name="Jump to what happens next")).to_be_visible()

    play(chromium, story)


def test_an_english_browser_gets_an_english_page(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await expect(page.get_by_role("button", name="Jump to what happens next")).to_be_visible()

    play(chromium, story, locale="en-GB")


def test_the_clock_jumps_to_what_happens_next(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await expect(page.locator("#clock")).to_have_text("lun. 2 mars · 13 h")
        jump = page.get_by_role("button", name="Avancer jusqu’au prochain événement")
        await jump.click()
        await expect(page.locator("#clock")).to_have_text("mar. 3 mars · 13 h")
        await expect(page.locator("#said")).to_have_text("Nous sommes maintenant le mardi 3 mars à 13 h.")
        await jump.click()
        await expect(page.locator("#notice")).to_contain_text("Rien d’autre n’est prévu pour ce binôme")
        house.clock.at += timedelta(hours=1)  # as when another page jumps
        await expect(pane(page, "mentor").locator(".here")).to_have_text("13 h Dakar")

    play(chromium, story)


def test_another_pair_is_chosen(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("dm:leo", note("Hello Léo"))
        await house.post("pair:p1", note("Pour Camille"))
        chooser = page.get_by_role("combobox", name="Binôme")
        await expect(chooser.locator("option")).to_have_text(["Awa et Camille – mentorat", "Awa et Léo – réseautage"])
        await chooser.select_option("p2")
        await expect(pane(page, "mentee").get_by_role("heading", level=2)).to_have_text("Léo")
        await expect(cards(page, "mentee")).to_contain_text("Hello Léo")
        await expect(cards(page, "shared")).to_have_count(0)
        await page.reload()
        await expect(pane(page, "mentee").get_by_role("heading", level=2)).to_have_text("Léo")

    play(chromium, story, cast=Cast((FIRST, SECOND), (DOMINIQUE,)))


def test_somebody_else_sits_at_the_coordinators_desk(chromium: str) -> None:
    robin = PersonView("robin", "Robin", ("en",), "Europe/London")

    async def story(house: House, page: Page) -> None:
        await house.post("coordinator:robin", note("Pour Robin"))
        chooser = page.get_by_role("combobox", name="Coordination")
        await expect(chooser.locator("option")).to_have_text(["Dominique", "Robin"])
        await chooser.select_option("robin")
        await expect(cards(page, "coordinator")).to_contain_text("Pour Robin")
        await page.reload()
        await expect(pane(page, "coordinator").get_by_role("heading", level=2)).to_have_text("Robin")
        await expect(chooser).to_have_value("robin")

    play(chromium, story, cast=Cast((FIRST,), (DOMINIQUE, robin)))


def test_a_list_is_a_table_whose_rows_have_names(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("coordinator:dominique", Message((samples.TABLE,), typed("Les binômes")))
        table = cards(page, "coordinator").get_by_role("table", name="Les binômes")
        await expect(table.get_by_role("columnheader")).to_have_text(
            [str(cell.args["text"]) for cell in samples.TABLE.columns]
        )
        await expect(table.get_by_role("rowheader")).to_have_text(["Awa et Camille", "Luc et Mia"])
        await expect(table.get_by_role("row", name="Luc et Mia").get_by_role("cell")).to_have_text(
            ["séance 2", "pas de date"]
        )
        box, pane_box = await table.bounding_box(), await pane(page, "coordinator").bounding_box()
        assert box is not None
        assert pane_box is not None
        assert box["width"] <= pane_box["width"]

    play(chromium, story)


def test_news_out_of_sight_is_a_button_away(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        for number in range(12):
            await house.post("dm:awa", note(f"Message {number}\n\n\n\n"))
        await expect(cards(page, "mentor").last).to_be_in_viewport()
        await pane(page, "mentor").get_by_role("log").evaluate("log => { log.scrollTop = 0; }")
        await house.post("dm:awa", note("Le dernier"))
        await pane(page, "mentor").get_by_role("button", name="Nouveau message").click()
        await expect(cards(page, "mentor").last).to_be_in_viewport()
        await expect(pane(page, "mentor").locator(".more")).to_be_hidden()

    play(chromium, story)


def test_a_phone_shows_one_conversation_and_counts_what_is_unread(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("pair:p1", samples.EVERYTHING)
        await expect(cards(page, "shared")).to_be_visible()
        for role in ("mentor", "mentee", "coordinator"):
            await expect(pane(page, role)).to_be_hidden()
        await house.post("dm:camille", samples.EVERYTHING)
        await house.post("dm:camille", note("Encore"), "s1.prep")
        tab = page.get_by_role("navigation").get_by_role("button", name="Camille")
        await expect(tab).to_have_text("Camille2 non lus")
        await tab.click()
        await expect(tab).to_have_text("Camille")
        await expect(tab).to_have_attribute("aria-current", "true")
        await expect(cards(page, "mentee").last).to_be_in_viewport()
        await expect(pane(page, "shared")).to_be_hidden()

    play(chromium, story, viewport=PHONE)


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("locale", ["fr-FR", "en-GB"])
def test_a_phone_never_scrolls_sideways(chromium: str, width: int, locale: str) -> None:
    long = note("donaudampfschifffahrtsgesellschaft" * 8, "https://example.org/" + "a" * 200)

    async def story(house: House, page: Page) -> None:
        # of both pairs: an English page opens with the one of whom one reads English
        for conversation in ("dm:awa", "pair:p1", "pair:p2", "dm:camille", "dm:leo", "coordinator:dominique"):
            await house.post(conversation, samples.EVERYTHING)
            await house.post(conversation, long, "long")
        tabs = page.get_by_role("navigation").get_by_role("button")
        await expect(tabs).to_have_count(4)
        for index in range(4):
            await tabs.nth(index).click()
            await expect(page.get_by_role("article").and_(page.locator(":visible")).first).to_be_visible()
            wide = (
                "[...document.querySelectorAll('html, body, main, .log, .card')].filter(e => e.offsetParent !== null)"
            )
            assert (
                await page.evaluate(f"{wide}.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className)")
                == []
            )
            assert await page.evaluate("document.documentElement.scrollWidth") <= width

    play(
        chromium,
        story,
        viewport=ViewportSize(width=width, height=844),
        locale=locale,
        cast=Cast((FIRST, SECOND), (DOMINIQUE,)),
    )


def test_the_keyboard_reaches_every_control(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        for conversation in ("dm:awa", "pair:p1", "dm:camille", "coordinator:dominique"):
            await house.post(conversation, samples.EVERYTHING)
        await expect(page.get_by_role("article")).to_have_count(4)
        # One radio of a group, and one part of a date's, stands for the rest.
        count = await page.evaluate(
            """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
                .filter((e) => e.checkVisibility() && !e.disabled && !(e.type === "radio" && !e.checked))
                .map((e, i) => e.dataset.control = i).length"""
        )
        met: list[str] = []
        for _ in range(count * 4):
            await page.keyboard.press("Tab")
            control = await page.evaluate("document.activeElement.dataset.control ?? ''")
            if control and (not met or met[-1] != control):
                if control in met:
                    break
                met.append(control)
        assert count > 50
        assert sorted(met, key=int) == [str(number) for number in range(count)]

    play(chromium, story)


def test_every_control_says_what_it_is(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await house.post("dm:awa", samples.EVERYTHING)
        house.interactions.reaction = answering(Form(Action("f"), samples.FORM.fields, say("ok")))
        await pane(page, "shared").get_by_role("combobox").fill("date")
        await pane(page, "shared").get_by_role("button", name="Envoyer").click()
        await expect(cards(page, "shared")).to_have_count(2)
        for kind in ("button", "textbox", "combobox", "checkbox", "radio", "link", "log", "group"):
            for each in await page.get_by_role(kind).all():
                tree = await each.aria_snapshot()
                assert tree.splitlines()[0].split(maxsplit=2)[2:], f"{kind} without a name: {await each.inner_html()}"

    play(chromium, story)


def test_the_page_catches_up_after_the_service_was_away(chromium: str) -> None:
    async def story(house: House, page: Page) -> None:
        await page.context.set_offline(True)
        house.mailbox.away = True
        await expect(cards(page, "mentor")).to_have_count(0)
        await house.post("dm:awa", note("Pendant ce temps"))
        house.mailbox.away = False
        await page.context.set_offline(False)
        await expect(cards(page, "mentor")).to_contain_text("Pendant ce temps", timeout=15_000)

    play(chromium, story)


def test_a_coordinator_picks_people_pastes_lines_and_sends_a_file(chromium: str) -> None:
    people = Form(
        Action("people"),
        (
            Field("who", typed("Qui"), Entry.PERSON),
            Field(
                "track",
                typed("Parcours"),
                Entry.CHOICE,
                "b",
                options=(Option("a", typed("A")), Option("b", typed("B"))),
            ),
            Field("lines", typed("Lignes"), Entry.TEXT),
        ),
        typed("Inscrire"),
    )

    async def story(house: House, page: Page) -> None:
        await house.post("coordinator:dominique", Message((people,)))
        coordinator = pane(page, "coordinator")
        offered = await page.locator("#people option").evaluate_all("all => all.map((one) => one.value)")
        assert {"awa", "camille", "dominique"} <= set(offered)
        await coordinator.get_by_label("Qui").fill("awa")
        await coordinator.get_by_label("Parcours").select_option("a")
        await coordinator.get_by_label("Lignes").fill("a,b\nc,d")
        await coordinator.get_by_role("button", name="Inscrire").click()
        (sent,) = await house.interactions.reached(1)
        assert sent.fields == {"who": "awa", "track": "a", "lines": "a,b\nc,d"}
        file = FilePayload(name="binômes.csv", mimeType="text/csv", buffer="é,b\n".encode())
        await coordinator.locator("input[type=file]").set_input_files(file)
        (_, dropped) = await house.interactions.reached(2)
        assert dropped.text == "binômes.csv: é,b\n"
        await expect(coordinator).to_contain_text("binômes.csv")
        await expect(pane(page, "mentor").locator("input[type=file]")).to_be_hidden()

    play(chromium, story)
