"""What a voice has said once it need not say again; who reads it, and what stands in it, make it another sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.engine.messages import Say, say
from bot.text.memoized import MemoizedVoice


@dataclass(eq=False)
class _Noting:
    """A voice that notes what it is asked."""

    language: str
    colon: str = ":"
    asked: list[Say] = field(default_factory=list)

    def prose(self, say: Say) -> str:
        self.asked.append(say)
        return f"{self.language} {say.id} {dict(say.args)}"

    def label(self, say: Say) -> str:
        return self.prose(say).upper()


def test_a_sentence_is_said_once_for_all_the_messages_that_have_it() -> None:
    voice = _Noting("fr")
    for _ in range(2):
        once = MemoizedVoice(voice)
        assert once.prose(say("held-yes")) == "fr held-yes {}"
        assert once.prose(say("hello", name="Awa")) == "fr hello {'name': 'Awa'}"
    assert voice.asked == [say("held-yes"), say("hello", name="Awa")]


def test_other_variables_are_other_words() -> None:
    once = MemoizedVoice(_Noting("fr"))
    assert once.label(say("hello")) == "FR HELLO {}"
    assert once.label(say("hello", name="Awa")) == "FR HELLO {'NAME': 'AWA'}"
    assert once.label(say("hello", name="Sam")) == "FR HELLO {'NAME': 'SAM'}"
    assert once.label(say("hello")) == "FR HELLO {}"


def test_prose_is_no_label_and_no_voice_speaks_for_another() -> None:
    french, english = MemoizedVoice(_Noting("fr")), MemoizedVoice(_Noting("en"))
    assert (french.prose(say("yes")), french.label(say("yes"))) == ("fr yes {}", "FR YES {}")
    assert (english.prose(say("yes")), english.label(say("yes"))) == ("en yes {}", "EN YES {}")
    assert (french.language, english.language) == ("fr", "en")
