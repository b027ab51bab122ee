"""The timeline: what is drawn from which day to which, and that no title harms it."""

import io
import sys

import attrs
import matplotlib as mpl
import pytest
from hostile_texts import REGISTER as HOSTILE
from hypothesis import given, settings
from matplotlib import dates, pyplot as plt
from records import declared, record, signed

from mou import examples, strategies
from mou.answers.register import Register
from mou.errors import MissingExtraError, ValidationError
from mou.formats.plot import timeline
from mou.model.act import Act
from mou.model.conditions import OtherInForce
from mou.model.durations import Indefinite, Until
from mou.model.renewals import NoRenewal, TacitRenewal


@pytest.fixture(autouse=True)
def _no_window():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def drawn(ax):
    """The bars, each from which day to which, and in which row."""
    bars = [bar for container in ax.containers for bar in container]
    found = [
        (dates.num2date(bar.get_x()).date(), dates.num2date(bar.get_x() + bar.get_width()).date(), bar) for bar in bars
    ]
    return [(str(first), str(after), round(bar.get_y() + bar.get_height() / 2)) for first, after, bar in found]


def marks(ax, marker):
    lines = [line for line in ax.get_lines() if line.get_marker() == marker]
    return [str(dates.num2date(line.get_xdata()[0]).date()) for line in lines]


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def saved(ax):
    out = io.BytesIO()
    ax.figure.savefig(out, format="png", dpi=40)
    assert out.getvalue().startswith(b"\x89PNG")
    return out.getvalue()


class TestTimeline:
    def test_the_first_record(self):
        """Malaysia and the United States, for five years from 30 October 2025: last day 30 October 2030."""
        ax = timeline(examples.register(), on="2026-11-25")
        assert [("2025-10-30", "2030-10-31", 0)] == drawn(ax)
        assert ["in effect", "2026-11-25"] == legend(ax)
        assert ["Memorandum of Understanding on Defence Cooperat…"] == [
            text.get_text() for text in ax.get_yticklabels()
        ]
        assert ["2025-10-30", "2031-10-31"] == [str(dates.num2date(one).date()) for one in ax.get_xlim()]
        saved(ax)

    def test_renewals_and_notices(self):
        """glpi-project/glpi 15893: 36 months from 1 August 2020, then 12 at a time, 3 months' notice."""
        agreement = record(signed("2020-08-01"), duration="P36M", renewal=TacitRenewal("P12M", notice="P3M"))
        ax = timeline([agreement], last="2025-01-01")
        assert ["2023-05-01", "2024-05-01"] == marks(ax, "v")
        assert ["2023-08-02", "2024-08-02"] == marks(ax, "|")
        assert [("2020-08-01", "2025-01-01", 0)] == drawn(ax)
        assert ["2025-01-01"] == marks(ax, ">")
        assert {"in force", "renewal", "last day for notice"} == {*legend(ax)}

    def test_a_mark_outside_the_picture_is_not_drawn(self):
        agreement = record(signed("2020-08-01"), duration="P36M", renewal=TacitRenewal("P12M", notice="P3M"))
        ax = timeline([agreement], first="2023-08-01", last="2024-06-01", on="2025-01-01")
        assert (["2024-05-01"], ["2023-08-02"]) == (marks(ax, "v"), marks(ax, "|"))
        assert "2025-01-01" not in legend(ax)

    def test_an_imprecise_deadline_is_faded(self):
        agreement = record(declared("2020-08"), duration="P3Y", renewal=TacitRenewal("P1Y", notice="P3M"))
        ax = timeline([agreement], last="2023-12-31")
        assert {0.35} == {line.get_alpha() for line in ax.get_lines() if line.get_marker() == "v"}

    def test_what_is_uncertain_is_faded_and_what_is_suspended_hatched(self):
        imprecise = record(declared("2018"), duration="P6Y", renewal=NoRenewal())
        acts = [signed("2019-01-10"), Act("suspension", "2021-03-01"), Act("resumption", "2022-06-01")]
        suspended = attrs.evolve(record(*acts, duration="P8Y", renewal=NoRenewal()), id="suspended")
        ax = timeline([imprecise, suspended])
        assert [
            ("2018-01-01", "2018-12-31", 0),
            ("2018-12-31", "2024-01-02", 0),
            ("2024-01-02", "2025-01-01", 0),
            ("2019-01-10", "2021-03-01", 1),
            ("2021-03-01", "2022-06-01", 1),
            ("2022-06-01", "2027-01-11", 1),
        ] == drawn(ax)
        bars = [bar for container in ax.containers for bar in container]
        assert [True, False, True] == [bar.get_alpha() < 0.3 for bar in bars[:3]]
        assert [None, "////", None] == [bar.get_hatch() for bar in bars[3:]]

    def test_some_agreements_depend_on_each_other_as_those_of_a_register_do(self):
        """One is in force from the day on which the other is."""
        parent = attrs.evolve(record(declared("2020-01-01"), duration=Indefinite()), id="parent")
        child = record(signed("2019-01-01"), duration=Indefinite(), entry_into_force=OtherInForce("parent"))
        for both in ([parent, child], Register(agreements=[parent, child])):
            first, *_, last = drawn(timeline(both, last="2021-01-01"))
            assert (("2020-01-01", "2021-01-01", 0), ("2020-01-01", "2021-01-01", 1)) == (first, last)

    def test_one_outside_the_calendar_keeps_its_row(self):
        far = record(signed("9998-01-01"), duration="P5Y")
        near = attrs.evolve(record(signed("2020-01-01"), duration="P5Y"), id="near")
        ax = timeline([far, near])
        assert [("2020-01-01", "2025-01-02", 1)] == drawn(ax)
        assert ["outside the calendar" in text.get_text() for text in ax.texts] == [True]
        saved(ax)

    def test_one_whose_last_act_falls_in_a_period_outside_the_calendar(self):
        acts = signed("2020-01-01"), Act("declaration", "9950-01-01", by=["MYS"])
        agreement = record(*acts, duration="P100Y", renewal=TacitRenewal("P100Y", notice="P1M"))
        ax = timeline([agreement])
        assert ([], [True]) == (drawn(ax), ["outside the calendar" in text.get_text() for text in ax.texts])

    def test_before_the_first_event_nothing_is_drawn(self):
        """Whether it was signed before it entered into force is not known, and no day on which it was."""
        agreement = record(declared("2020-01-01"), duration="P5Y")
        assert [("2020-01-01", "2024-01-01", 0)] == drawn(timeline([agreement], first="2015-01-01", last="2024-01-01"))

    def test_where_only_a_later_period_lies_outside(self):
        agreement = record(signed("2020-01-01"), duration="P5Y", renewal=TacitRenewal("P5Y", notice="P1M"))
        ax = timeline([agreement], last="9999-12-31")
        assert [("2020-01-01", "9999-12-31", 0)] == drawn(ax)
        saved(ax)

    def test_an_interval_that_is_open_does_not_stretch_the_picture(self):
        agreement = record(declared("../1816-01-01"), duration=Until("2012-12-31/.."))
        assert [1816, 2014] == [dates.num2date(one).year for one in timeline([agreement]).get_xlim()]

    def test_on_axes_that_are_given(self):
        figure, axes = plt.subplots(2)
        assert axes[1] is timeline(examples.register(), ax=axes[1])
        assert ([], 1) == (drawn(axes[0]), len(drawn(axes[1])))
        assert 1 == len(plt.get_fignums())
        figure.savefig(io.BytesIO())

    def test_nothing_to_draw(self):
        ax = timeline(Register())
        assert ([], None) == (drawn(ax), ax.get_legend())
        saved(ax)

    @pytest.mark.parametrize("style", ["default", "dark_background"])
    def test_it_can_be_seen_in_light_and_dark(self, style):
        with plt.style.context(style):
            ax = timeline(examples.register(), on="2026-11-25")
            light = mpl.colors.to_rgb(ax.get_facecolor())
            tick = mpl.colors.to_rgb(ax.get_yticklabels()[0].get_color())
            bar = mpl.colors.to_rgb(ax.containers[0][0].get_facecolor())
            assert all(abs(sum(light) - sum(other)) > 0.8 for other in (tick, bar))

    @pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
    @pytest.mark.filterwarnings("ignore:Matplotlib currently does not support .* natively")
    def test_titles_that_harm(self):
        """Neither mathtext nor TeX reads them, also where a user has TeX on for the rest."""
        ax = timeline(HOSTILE)
        labels = ax.get_yticklabels()
        assert not [
            text for text in labels if text.get_usetex() or "\n" in text.get_text() or len(text.get_text()) > 60
        ]
        assert "\\u202egnp.exe" in [text.get_text() for text in labels]
        assert len(HOSTILE.agreements) == len(labels)
        saved(ax)
        for text in labels:
            assert not text._preprocess_math(text.get_text())[1]
        with mpl.rc_context({"text.usetex": True}):
            assert {False} == {text.get_usetex() for text in timeline(HOSTILE).get_yticklabels()}

    @pytest.mark.parametrize("text", ["$x^2$ $", r"$\frac{ \input{x} \$", r"\$5 and $6"])
    def test_dollars_are_shown(self, text):
        ax = timeline([attrs.evolve(examples.agreement(), title=text)])
        (label,) = ax.get_yticklabels()
        assert (text, False) == label._preprocess_math(label.get_text())

    @pytest.mark.parametrize(
        "how",
        [
            {"first": "2026-01-01", "last": "2025-12-31"},
            {"first": "2026-01-01", "last": "2026-01-01"},
            {"first": "9999-12-31"},
            {"last": "0001-01-01"},
        ],
    )
    def test_a_last_day_before_the_first(self, how):
        with pytest.raises(ValidationError, match=r"^/last: found .*; expected a day after the first"):
            timeline(examples.register(), **how)
        assert [] == plt.get_fignums()

    def test_a_picture_that_ends_before_anything_began(self):
        ax = timeline(examples.register(), last="2000-01-01")
        assert [] == drawn(ax)
        saved(ax)

    @pytest.mark.parametrize("name", ["on", "first", "last"])
    def test_a_day_that_is_none(self, name):
        with pytest.raises(ValidationError, match="a valid date"):
            timeline(examples.register(), **{name: "soon"})

    def test_without_the_extra(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        with pytest.raises(MissingExtraError, match=r"pip install 'pymou\[plot\]'"):
            timeline(examples.register())

    @settings(max_examples=15)
    @given(strategies.registers())
    @pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
    @pytest.mark.filterwarnings("ignore:Matplotlib currently does not support .* natively")
    def test_any_register(self, register):
        ax = timeline(register, on="2022-06-01")
        assert len(register.agreements) == len(ax.get_yticklabels())
        saved(ax)
        plt.close(ax.figure)
