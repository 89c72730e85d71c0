"""A guided talk whose time, presses and cues are a test's own."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from samenstemming.events import Marker, Wearer
from samenstemming.exercises.machine import Guide
from samenstemming.series import Cue, CueKind, JointState
from samenstemming.session.exercise_files import built_in
from samenstemming.session.guided_talk import GuidedTalk
from samenstemming.session.protocol import Command, Request
from samenstemming.session.talk import Draft

NOW = datetime(2026, 11, 22, 20, 20, tzinfo=UTC)


def guide(name: str = "om_de_beurt", first: Wearer = Wearer.A) -> Guide:
    content = built_in()
    assert content.file.pause_routine is not None
    return Guide(
        exercise=next(of for of in content.file.exercises if of.id == name),
        routine=content.file.pause_routine,
        first=first,
        version=content.version,
        sha256=content.sha256,
    )


class Session:
    """One talk and all it said; each press comes two seconds after the last."""

    def __init__(
        self, name: str = "om_de_beurt", free_text: Collection[Wearer] = ()
    ) -> None:
        self.talk = GuidedTalk(guide(name), free_text=frozenset(free_text))
        self.now_s = 100.0
        self.drafts: list[Draft] = self.talk.begin(self.now_s)

    def press(self, command: Command, **arguments: object) -> list[str]:
        self.now_s += 2
        request = Request(command=command, arguments=arguments)
        new = self.talk.press(request, self.now_s, NOW)
        self.drafts += new
        return [draft.name for draft in new]

    def choose(self, **arguments: object) -> list[str]:
        return self.press(Command.CHOICE, **arguments)

    def cue(self, kind: CueKind, held_back: str | None = None) -> list[str]:
        cue = Cue(
            t_s=self.now_s - 5,
            kind=kind,
            because="high",
            held_back=held_back,
            step="s",
            times_high=1,
            joint=JointState.BUSIER,
        )
        new = self.talk.hear_cue(cue, self.now_s)
        self.drafts += new
        return [draft.name for draft in new]

    def step(self) -> Mapping[str, object]:
        """The step on screen, as a status has it."""
        step = self.talk.status(self.now_s)["step"]
        assert isinstance(step, Mapping)
        return step

    def shared(self) -> list[dict[str, object]]:
        """The words that both may see."""
        shared = self.talk.status(self.now_s)["shared"]
        assert isinstance(shared, list)
        return shared

    def markers(self) -> list[Marker]:
        return [draft.stamped(round(self.now_s * 1e9)) for draft in self.drafts]
