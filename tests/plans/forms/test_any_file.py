"""What holds for every file: never an exception, and no figure in a wrong place."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from numerals import Message
from plans.document.rendering import reading_as_json
from plans.forms.reading import read_file
from tests.plans.forms.families import FAMILIES
from tests.plans.forms.writers import WRITERS, Sheet, as_text

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
WRITTEN = {
    (family, name): write(sheet)
    for family, sheet in FAMILIES.items()
    for name, write in WRITERS.items()
}
NEEDED = {
    "[১.১] কাজ": "কার্যক্রম",
    "[১.১.১] সূচক": "কর্মসম্পাদন সূচক",
    "সংখ্যা": "একক",
}
FIGURES = {
    "weight": ("সূচকের মান", "Weight of Performance Indicator"),
    "target-100": ("লক্ষ্যমাত্রা (অসাধারণ)", "অসাধারণ ১০০%", "Excellent 100%"),
    "target-90": ("অতিউত্তম ৯০%", "Very Good 90%"),
    "target-80": ("উত্তম ৮০%",),
    "target-70": ("চলতি মান ৭০%", "Fair 70%"),
    "target-60": ("চলতি মানের নিন্মে ৬০%",),
    "baseline:2019-20": ("প্রকৃত অর্জন ২০১৯-২০", "ভিত্তিবছর ২০১৯-২০", "Actual achievement 2019-20"),
    "projection:2022-23": ("প্রক্ষেপণ ২০২২-২৩", "Projection 2022-23"),
    "achieved:2021-22-Q1": ("১ম কোয়ার্টারে অর্জন", "Q1 achievement", "অর্জন (জুলাই-সেপ্টেম্বর ২০২১)"),
    "achieved:2021-22-Q4": ("৪র্থ প্রান্তিক অগ্রগতি",),
    "achieved:2021-10": ("অক্টো/২১ মাসে অর্জন", "অক্টোবর ২০২১"),
    "cumulative": ("মোট অর্জন", "ক্রমপুঞ্জিত অর্জন"),
    "rate": ("অর্জনের হার", "Rate of achievement"),
    "other": ("যাচাই নম্বর সারি", "রেফারেন্স"),
}


@QUICK
@given(st.sampled_from(sorted(WRITTEN)), st.data())
def test_damaged_file_is_read_or_refused_and_never_raises(
    which: tuple[str, str], data: st.DataObject
) -> None:
    content = WRITTEN[which]
    start = data.draw(st.integers(0, len(content)))
    stop = data.draw(st.integers(start, min(len(content), start + 60)))
    damaged = content[:start] + data.draw(st.binary(max_size=20)) + content[stop:]

    result = read_file(damaged)

    assert isinstance(result, Message) or all(reading.document for reading in result)


CELLS = st.sampled_from(
    [
        *("", "", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "মান", "লক্ষ্যমাত্রা ২০২১-২২", "অর্জন", "Q1", "মোট"),
        *(
            "১০০%",
            "উত্তম",
            "২০২০-২১",
            "প্রক্ষেপণ",
            "[১.১.১] ক",
            "[১.১] খ",
            "সংখ্যা",
            "১২",
            "-",
            "১-৭-২০২১",
        ),
        *("সর্বমোট", "কৌশলগত উদ্দেশ্যসমূহ", "১", "২", "৩", "৪", "৫", "শুদ্ধাচার কর্মপরিকল্পনা ২০২১-২২"),
    ]
)


@QUICK
@given(st.lists(st.lists(CELLS, min_size=1, max_size=9), max_size=14))
def test_any_table_is_read_or_refused_and_never_raises(rows: list[list[str]]) -> None:
    result = read_file("\n".join(map("\t".join, rows)).encode())

    assert isinstance(result, Message) or all(reading.document for reading in result)


@QUICK
@given(st.sampled_from(sorted(WRITERS)), st.data())
def test_planted_figure_is_found_in_its_place_in_any_order_of_columns(
    written: str, data: st.DataObject
) -> None:
    others = sorted(set(FIGURES) - {"weight", "target-100"})
    chosen = ["weight", "target-100", *data.draw(st.lists(st.sampled_from(others), unique=True))]
    planted = {meaning: str(1001 + number) for number, meaning in enumerate(chosen)}
    columns = [(heading, text) for text, heading in NEEDED.items()]
    columns += [
        (data.draw(st.sampled_from(FIGURES[meaning])), figure)
        for meaning, figure in planted.items()
    ]
    order = data.draw(st.permutations(columns))

    assert figures_of(written, order) == planted


def figures_of(written: str, columns: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Each figure that was read, by the name of its place."""
    sheet = Sheet(
        ("পরীক্ষা অধিদপ্তর", "বার্ষিক কর্মসম্পাদন চুক্তি ২০২১-২২"),
        ([heading for heading, _ in columns], [text for _, text in columns]),
    )
    readings = read_file(WRITERS[written](sheet))
    assert isinstance(readings, tuple), (readings.en, as_text(sheet).decode())
    form = reading_as_json(readings[0])
    (entry,) = (
        indicator
        for objective in form["objectives"]
        for activity in objective["activities"]
        for indicator in activity["indicators"]
    )
    found = {
        "weight": entry["weight"],
        "cumulative": entry["reported"]["cumulative"],
        "rate": entry["reported"]["rate"],
        "other": next(iter(entry["others"].values()), None),
        **{f"target-{tier}": target for tier, target in entry["targets"].items()},
        **{f"baseline:{period}": figure for period, figure in entry["baselines"].items()},
        **{f"projection:{period}": figure for period, figure in entry["projections"].items()},
        **{f"achieved:{period}": figure for period, figure in entry["achieved"].items()},
    }
    return {place: figure for place, figure in found.items() if figure is not None}
