"""The researcher's report: what was measured, how well, and what can be said of it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from samenstemming.analysis_steps import Step
from samenstemming.analysis_values import Analysis, Part
from samenstemming.consent import has_consented
from samenstemming.events import Marker, Wearer
from samenstemming.measures.synchrony import Synchrony
from samenstemming.report import pictures
from samenstemming.report.claims import claims_of, p_text
from samenstemming.report.section import Picture, Report, Section, Table
from samenstemming.words import Language, say

DASH: Final = "-"
HRV: Final = (
    ("heart_rate_bpm", "{:.1f}"),
    ("mean_nn_ms", "{:.0f}"),
    ("rmssd_ms", "{:.1f}"),
    ("sdnn_ms", "{:.1f}"),
    ("pnn50", "{:.1f}"),
    ("sd1_ms", "{:.1f}"),
    ("sd2_ms", "{:.1f}"),
    ("hf_ms2", "{:.0f}"),
    ("lf_ms2", "{:.0f}"),
)
"""The indices of the table, by their names in every export, and their digits."""

MOST_NOTES: Final = 200


def researcher_report(analysis: Analysis, language: Language) -> Report:
    """The report of this analysis, in this language."""
    return _Writer(analysis, language).report()


class _Writer:
    """Sections of one analysis in one language."""

    def __init__(self, analysis: Analysis, language: Language) -> None:
        self.analysis = analysis
        self.language = language
        self.markers = [e for e in analysis.recording.events() if isinstance(e, Marker)]

    def say(self, key: str, **values: object) -> str:
        """A string of the report."""
        return say(f"report.{key}", self.language, **values)

    def on_picture(self) -> dict[str, str]:
        """The words that stand on a picture."""
        names = ("bpm", "minutes", "here", "chance", "statistic", "above")
        found = {name: self.say(f"picture.{name}") for name in names}
        for wearer in Wearer:
            found[wearer.value] = self.say("wearer", who=wearer.value.upper())
        return found

    def report(self) -> Report:
        """All sections in their order."""
        sections = [
            self.what_may_be_said(),
            self.how_well(),
            self.hearts(),
            self.together(),
            self.steps(),
            self.levels(),
            self.talk(),
            self.marks(),
            self.origin(),
        ]
        label = str(self.analysis.recording.meta.get("label") or "")
        title = self.say("title", label=label) if label else self.say("title.bare")
        return Report(
            title=title,
            language=self.language.value,
            lead=tuple(self.lead()),
            sections=tuple(section for section in sections if section is not None),
            labels={
                name: self.say(f"label.{name}")
                for name in ("contents", "may", "may_not", "unfold")
            },
            foot=tuple(self.foot()),
        )

    def lead(self) -> Iterator[str]:
        analysis = self.analysis
        minutes = analysis.duration_s / 60
        yield self.say("lead", minutes=f"{minutes:.1f}", n=len(analysis.wearers))
        if analysis.recording.meta.get("simulated") is True:
            yield self.say("lead.simulated")
        if analysis.edits is not None and analysis.edits.edits:
            yield self.say("lead.edits", n=len(analysis.edits.edits))
        yield self.say("lead.not_medical")

    def what_may_be_said(self) -> Section:
        claims = claims_of(self.analysis, self.language)
        return Section(
            title=self.say("section.claims"), may=claims.may, may_not=claims.may_not
        )

    def how_well(self) -> Section:
        rows = [
            (
                self.say("wearer", who=wearer.value.upper()),
                str(len(of.beats)),
                _share(of.whole.usable_share),
                _share(of.whole.corrected_share),
                str(len(of.gaps)),
                DASH if of.beat_time_sd_s is None else f"{of.beat_time_sd_s:.3f}",
                self.say(f"rhythm.{of.whole.rhythm.value}"),
                self.say(f"quality.{of.whole.quality.verdict.value}"),
            )
            for wearer, of in self.analysis.wearers.items()
        ]
        header = [
            self.say(f"column.{name}")
            for name in (
                "wearer",
                "beats",
                "usable",
                "corrected",
                "gaps",
                "time_sd",
                "rhythm",
                "quality",
            )
        ]
        tables = [
            Table(
                caption=self.say("table.quality"),
                header=header,
                rows=rows,
                note=self.say("note.quality"),
            )
        ]
        gaps = self.gap_rows()
        if gaps:
            tables.append(
                Table(
                    caption=self.say("table.gaps"),
                    header=[
                        self.say(f"column.{name}")
                        for name in ("wearer", "reason", "count", "seconds")
                    ],
                    rows=gaps,
                )
            )
        return Section(title=self.say("section.quality"), tables=tables)

    def gap_rows(self) -> list[Sequence[str]]:
        rows: list[Sequence[str]] = []
        for wearer, of in self.analysis.wearers.items():
            seconds: dict[str, float] = defaultdict(float)
            count: Counter[str] = Counter()
            for gap in of.gaps:
                seconds[gap.reason] += gap.end_s - gap.start_s
                count[gap.reason] += 1
            rows += [
                (
                    self.say("wearer", who=wearer.value.upper()),
                    say(f"gap.{reason}", self.language),
                    str(count[reason]),
                    f"{seconds[reason]:.1f}",
                )
                for reason in sorted(seconds)
            ]
        return rows

    def hearts(self) -> Section:
        analysis = self.analysis
        shown = pictures.heart_rates(analysis, self.on_picture())
        rates = "; ".join(
            self.say(
                "picture.rate_of",
                who=wearer.value.upper(),
                bpm=_value(of.whole, "heart_rate_bpm", "{:.0f}"),
            )
            for wearer, of in analysis.wearers.items()
        )
        rows = [
            (self.say(f"hrv.{name}"), *(_value(p, name, form) for p in self.wholes()))
            for name, form in HRV
        ]
        reasons = sorted(
            {
                f"{name}: {say(f'withheld.{code}', self.language)}"
                for part in self.wholes()
                for name, code in part.hrv.withheld.items()
                if name in dict(HRV)
            }
        )
        header = [
            self.say("column.index"),
            *(self.say("wearer", who=w.value.upper()) for w in self.analysis.wearers),
        ]
        return Section(
            title=self.say("section.hearts"),
            pictures=[
                Picture(
                    svg=shown,
                    instead=self.say("picture.rates.instead", rates=rates),
                    caption=self.say("picture.rates.caption"),
                )
            ],
            tables=[
                Table(
                    caption=self.say("table.hrv"),
                    header=header,
                    rows=rows,
                    note=" ".join([self.say("note.hrv"), *reasons]),
                )
            ],
        )

    def wholes(self) -> list[Part]:
        return [of.whole for of in self.analysis.wearers.values()]

    def together(self) -> Section | None:
        if len(self.analysis.wearers) != 2:
            return None
        found = self.analysis.synchrony
        drawn = pictures.against_chance(found, self.on_picture())
        shown = []
        if drawn is not None and found.chance is not None:
            shown.append(
                Picture(
                    svg=drawn,
                    instead=self.say(
                        "picture.chance.instead",
                        r=_number(found.statistic, "{:.2f}"),
                        p95=_number(found.chance.p95, "{:.2f}"),
                    ),
                    caption=self.say("picture.chance.caption", n=found.n_surrogates),
                )
            )
        return Section(
            title=self.say("section.together"),
            paragraphs=[self.say("together.how")],
            pictures=shown,
            tables=[
                Table(
                    caption=self.say("table.together"),
                    header=[self.say("column.index"), self.say("column.value")],
                    rows=self.together_rows(found),
                    note=self.say("note.lag"),
                )
            ],
        )

    def together_rows(self, found: Synchrony) -> list[Sequence[str]]:
        chance, pairs, reach = found.chance, found.segment_pairs, found.lag_interval_s
        rows = [
            ("statistic", _number(found.statistic, "{:.3f}")),
            ("sign", DASH if found.sign is None else self.say(f"sign.{found.sign}")),
            ("p", _p(found.p_value)),
            ("p95", DASH if chance is None else f"{chance.p95:.3f}"),
            ("pairs_p", DASH if pairs is None else _p(pairs.p_value)),
            ("lag", _number(found.lag_s, "{:.2f} s")),
            (
                "lag_interval",
                DASH
                if reach is None
                else self.say("range", low=f"{reach[0]:.2f}", high=f"{reach[1]:.2f} s"),
            ),
            ("lead", self.say(f"lead.{found.lead.value.replace(' ', '_')}")),
            ("windows", str(found.n_windows)),
            ("known", f"{found.duration_s:.0f} s"),
        ]
        withheld = [
            (f"why_{name}", say(f"withheld.{code}", self.language))
            for name, code in (
                ("all", found.withheld),
                ("p", found.p_withheld),
                ("lag", found.lag_withheld),
                ("pairs", found.pairs_withheld),
            )
            if code is not None
        ]
        return [(self.say(f"row.{name}"), value) for name, value in rows + withheld]

    def steps(self) -> Section | None:
        if not self.analysis.steps:
            return None
        rows = [
            (
                f"{number}. {made.step.id}",
                self.say(
                    "range",
                    low=f"{made.step.start_s / 60:.1f}",
                    high=f"{made.step.end_s / 60:.1f}",
                ),
                self.speaker(made.step),
                *(
                    _value(made.wearers.get(wearer), "heart_rate_bpm", "{:.0f}")
                    for wearer in self.analysis.wearers
                ),
                *(
                    _share(part.usable_share) if part else DASH
                    for part in map(made.wearers.get, self.analysis.wearers)
                ),
                _number(made.synchrony.statistic, "{:.2f}"),
                _p(made.p_adjusted),
                self.step_remark(made.step, made.synchrony),
            )
            for number, made in enumerate(self.analysis.steps, 1)
        ]
        who = [w.value.upper() for w in self.analysis.wearers]
        header = [
            self.say("column.step"),
            self.say("column.minutes"),
            self.say("column.speaker"),
            *(self.say("column.bpm_of", who=name) for name in who),
            *(self.say("column.usable_of", who=name) for name in who),
            self.say("column.statistic"),
            self.say("column.p_adjusted"),
            self.say("column.remark"),
        ]
        return Section(
            title=self.say("section.steps"),
            tables=[
                Table(
                    caption=self.say("table.steps"),
                    header=header,
                    rows=rows,
                    note=self.say("note.steps"),
                )
            ],
        )

    def speaker(self, step: Step) -> str:
        known = step.speaker in ("a", "b", "both")
        return self.say(f"speaker.{step.speaker}") if known else DASH

    def step_remark(self, step: Step, found: Synchrony) -> str:
        if step.instructed:
            return self.say("remark.instructed")
        code = found.withheld or found.p_withheld
        return "" if code is None else say(f"withheld.{code}", self.language)

    def levels(self) -> Section | None:
        drawn = pictures.levels(self.analysis, self.on_picture())
        if drawn is None:
            return None
        return Section(
            title=self.say("section.levels"),
            paragraphs=[self.say("levels.exploratory")],
            pictures=[
                Picture(
                    svg=drawn,
                    instead=self.say("picture.levels.instead"),
                    caption=self.say("picture.levels.caption"),
                )
            ],
        )

    def talk(self) -> Section | None:
        moments = self.analysis.talk.moments
        cues = Counter(
            m.name for m in self.markers if m.name in ("cue", "cue_held_back")
        )
        if not moments and not cues:
            return None
        rows = [
            (
                f"{moment.start_s / 60:.1f}",
                self.say(f"moment.{moment.kind.value}"),
                moment.rule,
            )
            for moment in moments
        ]
        header = [self.say(f"column.{name}") for name in ("minute", "moment", "rule")]
        return Section(
            title=self.say("section.talk"),
            paragraphs=[
                self.say(
                    "talk.cues", shown=cues["cue"], held_back=cues["cue_held_back"]
                ),
                self.say("talk.moments"),
            ],
            tables=[Table(caption=self.say("table.moments"), header=header, rows=rows)]
            if rows
            else [],
        )

    def marks(self) -> Section | None:
        if not self.markers:
            return None
        recording = self.analysis.recording
        free = all(has_consented(recording, w, "free_text") for w in recording.wearers)
        rows = [
            (
                f"{marker.t_ns / 60e9:.2f}",
                marker.name,
                "" if marker.wearer is None else marker.wearer.value.upper(),
                marker.note if free else "",
            )
            for marker in self.markers[:MOST_NOTES]
        ]
        names = ("minute", "mark", "wearer", "note")
        return Section(
            title=self.say("section.marks"),
            folded=True,
            tables=[
                Table(
                    caption=self.say("table.marks", n=len(self.markers)),
                    header=[self.say(f"column.{name}") for name in names],
                    rows=rows,
                    note="" if free else self.say("note.free_text"),
                )
            ],
        )

    def origin(self) -> Section:
        about = self.analysis.to_json()
        recording = self.analysis.recording
        consent = recording.meta.get("consent")
        rows = [
            (self.say("origin.chain"), recording.chain or DASH),
            (self.say("origin.format"), str(recording.meta.get("format") or DASH)),
            (
                self.say("origin.recorded_by"),
                str(recording.meta.get("software") or DASH),
            ),
            (self.say("origin.version"), str(about["version"])),
            (self.say("origin.settings"), self.analysis.settings.digest()),
            (self.say("origin.consent"), _consent(consent)),
        ]
        settings = [
            (name, json.dumps(value, ensure_ascii=False))
            for name, value in sorted(asdict(self.analysis.settings).items())
        ]
        columns = [self.say("column.what"), self.say("column.value")]
        return Section(
            title=self.say("section.origin"),
            paragraphs=[self.say("origin.how")],
            folded=True,
            tables=[
                Table(caption=self.say("table.origin"), header=columns, rows=rows),
                Table(
                    caption=self.say("table.settings"), header=columns, rows=settings
                ),
            ],
        )

    def foot(self) -> Iterator[str]:
        yield self.say("foot", version=str(self.analysis.to_json()["version"]))


def _consent(consent: object) -> str:
    if not isinstance(consent, Mapping) or not consent:
        return DASH
    return "; ".join(
        f"{str(who).upper()}: {', '.join(map(str, given)) or DASH}"
        for who, given in sorted(consent.items())
        if isinstance(given, list | tuple)
    )


def _share(share: float) -> str:
    return f"{share:.1%}"


def _number(value: float | None, form: str) -> str:
    return DASH if value is None else form.format(value)


def _value(part: Part | None, name: str, form: str) -> str:
    return DASH if part is None else _number(part.hrv.values.get(name), form)


def _p(p_value: float | None) -> str:
    return DASH if p_value is None else p_text(p_value).removeprefix("= ")
