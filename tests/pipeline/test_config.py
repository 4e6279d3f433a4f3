"""`soat.toml`: what it may say, what wins, and how it fails."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from extractors import read_text
from pipeline import cli
from pipeline.config import Config, ConfigError, read_config
from pipeline.selection import Layer, selected
from pipeline.settings import reading_of, settings_of
from rules.checks import everything
from rules.figures import extract
from rules.figures.lexicon import default_lexicon, extended_lexicon
from rules.finding import Severity

REPORT = "Trạm Y tế đã khám cho 62/77 cháu (đạt 80%) và tiêm 53/77 cháu (đạt 57%).\n"
"""P102 (warning) at '80%': 80,519…; P101 (error) at '57%': 68,8."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "xã").mkdir()
    (tmp_path / "xã" / "a.txt").write_text(REPORT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def config(folder: Path, text: str) -> Path:
    path = folder / "soat.toml"
    path.write_text(text, "utf-8")
    return path


class Run:
    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.argv", ["soat", *arguments])
            with pytest.raises(SystemExit) as stopped:
                cli.main()
        self.code = stopped.value.code
        told = capsys.readouterr()
        self.errors = told.err.splitlines()
        self.found = (
            [(line["rule"], line["severity"]) for line in map(json.loads, told.out.splitlines())]
            if "jsonl" in arguments
            else []
        )


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]):
    return lambda *more: Run(capsys, "check", "xã", "--format", "jsonl", *more)


@pytest.mark.usefixtures("folder")
def test_without_a_configuration_all_checks_run(check) -> None:
    assert check().found == [("P101", "error"), ("P102", "warning")]


def test_selection_and_the_command_line_above_it(folder: Path, check) -> None:
    config(folder, 'select = ["P"]\nignore = ["P101"]\n')
    assert check().found == [("P102", "warning")]
    # a select on the command line takes the place of the file's select and ignore
    assert check("--select", "P101").found == [("P101", "error")]
    # an ignore alone adds to them
    assert check("--ignore", "P102").found == []


@pytest.mark.parametrize(
    ("layers", "wanted"),
    [
        ([Layer(("S", "P"), ("P1",))], {"S201", "S202", "S203", "S204", "S205"}),
        ([Layer(("P102",), ("P",))], {"P102"}),
        ([Layer(("P1",), ("P102", "ALL")), Layer(None, ("P101", "P103", "P105", "P106"))],
         {"P107", "P108"}),
        ([Layer(("P102",), ("P102",))], set()),
        ([Layer(None, ("ALL",)), Layer(("percent-truncated",))], {"P102"}),
    ],
)  # fmt: skip
def test_the_closer_selector_wins(layers: list[Layer], wanted: set[str]) -> None:
    assert selected(layers) == wanted


def test_nothing_said_selects_everything() -> None:
    assert selected([Layer()]) == {check.code for check in everything()}


def test_the_nearest_configuration_holds_alone(folder: Path, check) -> None:
    config(folder, 'select = ["P101"]\n')
    config(folder / "xã", 'ignore = ["P101"]\n')
    assert check().found == [("P102", "warning")]


def test_severities(folder: Path, check) -> None:
    config(folder, '[severity]\nP = "error"\nP101 = "off"\n')
    run = check()
    assert (run.found, run.code) == ([("P102", "error")], 1)
    config(folder, '[severity]\nP = "off"\npercent-truncated = "note"\n')
    run = check()
    assert (run.found, run.code) == ([("P102", "note")], 0)


def test_a_severity_does_not_raise_what_the_check_holds_for_less_certain(folder: Path) -> None:
    from rules.checks import run

    config(folder, '[severity]\nS201 = "warning"\n')
    own = settings_of(read_config(folder / "soat.toml"), Layer(("S201",)))
    # a bare bracket that falls a little short is a note of a check whose findings are errors
    note = "Xử lý 40 vụ (12 vụ cháy, 25 vụ đuối nước)."
    sure = "Xử lý 40 vụ, gồm: 12 vụ cháy, 15 vụ đuối nước."
    severities = [
        own.weighed(f).severity
        for text in (note, sure)
        for f in run(extract(read_text(text)), reading_of(own.config).checks)[0]
        if f.rule in own.codes
    ]
    assert severities == [Severity.NOTE, Severity.WARNING]


def test_tolerance_of_a_sum(folder: Path, check) -> None:
    (folder / "xã" / "a.txt").write_text("Có 85 vụ, gồm: 34 vụ cháy, 50 vụ nổ.\n", "utf-8")
    assert check().found == [("S201", "error")]
    config(folder, "[tolerance]\nS201 = 1\n")
    assert check().found == []
    (folder / "xã" / "a.txt").write_text("Có 86 vụ, gồm: 34 vụ cháy, 50 vụ nổ.\n", "utf-8")
    assert check().found == [("S201", "error")]


def test_suppressions_are_told_and_so_are_unused_ones(folder: Path, check) -> None:
    path = config(
        folder,
        '[[suppress]]\nrule = "P102"\nreport = "xã/*.txt"\nreason = "đã giải trình"\n'
        '[[suppress]]\nrule = "percent-of-ratio"\nsurface = "57%"\nreport = "b.txt"\nreason = "x"\n'
        '[[suppress]]\nrule = "P101"\nreport = "a.txt"\nsurface = "58%"\nreason = "x"\n',
    )
    run = check()
    assert run.found == [("P101", "error")]
    assert run.errors == [
        f"soat: 1 phát hiện được bỏ qua theo {path}",
        (
            f"soat: {path}: mục bỏ qua không còn dùng đến: "
            "suppress[3] (rule P101, report a.txt, surface 58%)"
        ),
    ]
    # an entry whose check did not run is not unused
    assert len(check("--select", "P102").errors) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('selct = ["P"]', "không có khóa 'selct' (có phải là select?)"),
        ('[lexicon.nuons]\nheads = ["x"]', "'lexicon.nuons' (có phải là lexicon.nouns?)"),
        ('[lexicon.nouns]\nhead = ["x"]', "'lexicon.nouns.head' (có phải là lexicon.nouns.heads?)"),
        ('[lexicon.nouns]\nheads = [""]', "'lexicon.nouns.heads'"),
        ('[lexicon.hedges.before]\nabuot = ["x"]', "(có phải là lexicon.hedges.before.about?)"),
        ('[lexicon.scales]\n"lố" = "mười hai"', "'lexicon.scales.lố'"),
        ('ignore = ["P999"]', "'ignore': không có phép kiểm tra 'P999'"),
        ('[severity]\nP102 = "high"', "'severity.P102': error, warning, note hoặc off"),
        ("[tolerance]\nP102 = 1", "'tolerance.P102': chỉ các kiểm tra này có dung sai: S201, S204"),
        ("[tolerance]\nS204 = 0.5", "'tolerance.S204': phải là số nguyên"),
        ('[[suppress]]\nrule = "P102"\nreport = "a"', "'suppress[1].reason': bắt buộc"),
        ('[[suppress]]\nrule = "P102"\nreason = "a"', "'suppress[1]': cần report"),
        ('[[suppress]]\nrule = "P102"\nresaon = "a"', "(có phải là suppress[1].reason?)"),
        ('[indicators.mine]\nphrases = ["có # x"]', "'indicators.mine.name'"),
        ('[indicators.party_members]\nphrases = ["có x"]', "mỗi cụm có đúng một '#'"),
        ("select = P", "không phải TOML"),
        ('select = "P"', "'select': phải là danh sách chuỗi"),
    ],
)
def test_mistakes_are_one_line_with_file_and_key_and_exit_2(
    folder: Path, check, text: str, told: str
) -> None:
    path = config(folder, text)
    run = check()
    assert run.code == 2
    (line,) = run.errors
    assert line.startswith(f"soat: {path}: ")
    assert told in line


def test_a_pattern_fits_however_the_file_system_spells_a_name(folder: Path) -> None:
    from unicodedata import normalize

    config(folder, '[[suppress]]\nrule = "P"\nreport = "xã/*"\nreason = "x"\n')
    own = settings_of(read_config(folder / "soat.toml"), Layer())
    (entry,) = own.config.suppress
    assert own.concerns(entry, folder / normalize("NFD", "xã") / "a.txt")
    assert own.concerns(entry, folder / "xã" / "b" / "a.txt")
    assert not own.concerns(entry, folder / "huyện" / "a.txt")
    assert not own.concerns(entry, None)


def test_not_utf8(folder: Path) -> None:
    (folder / "soat.toml").write_bytes(b'select = ["\xff"]')
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_config(folder / "soat.toml")


def test_words_of_ones_own_are_read(folder: Path) -> None:
    text = "Đã bàn giao 3 lố bút và 12 mâm xôi gấc cúng tổ."
    plain = [(f.value, f.unit) for f in extract(read_text(text)).figures]
    assert plain[0] == (Decimal(3), None)
    config(folder, '[lexicon.scales]\n"lố" = 12\n[lexicon.measures]\n"mâm" = "mâm"\n')
    words = extended_lexicon(read_config(folder / "soat.toml").lexicon)
    figures = extract(read_text(text), words).figures
    assert [(f.value, f.unit) for f in figures] == [(Decimal(36), None), (Decimal(12), "mâm")]
    assert "lố" not in default_lexicon().scales


def test_settings_reach_another_process_whole(folder: Path) -> None:
    config(folder, '[tolerance]\nS201 = 1\n[lexicon.synonyms]\n"bch" = "ban chấp hành"\n')
    own = read_config(folder / "soat.toml")
    again = pickle.loads(pickle.dumps(own))
    assert again == own
    assert reading_of(again).lexicon.synonyms["bch"] == "ban chấp hành"
    breakdown = next(c for c in reading_of(again).checks if c.code == "S201")
    assert not list(breakdown.run(extract(read_text("Có 85 vụ, gồm: 34 vụ cháy, 50 vụ nổ."))))


def test_indicators_of_ones_own_stand_beside_the_shipped() -> None:
    from rules.across.indicators import default_book, indicators_of

    own = {"party_members": {"name": "Đảng viên", "adds": "last", "phrases": ["đảng số: #"]},
           "kites": {"name": "Diều", "phrases": ["thả # con diều"]}}  # fmt: skip
    book = default_book().extended(indicators_of(own))
    members = book.match("đảng số: ", "", money=False)
    assert members is not None
    assert members.code == "party_members"
    assert len(members.phrases) == len(default_book().by_code["party_members"].phrases) + 1
    kites = book.match("đã thả ", " con diều", money=False)
    assert kites is not None
    assert kites.code == "kites"


def test_a_crashed_check_is_told_and_the_run_exits_3(
    folder: Path, check, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from pipeline.engines import local
    from pipeline.process import process
    from rules.checks import catalogue

    def crash(_: object):
        raise ZeroDivisionError

    (folder / "xã" / "b.txt").write_text(REPORT, "utf-8")
    broken = tuple(replace(c, run=crash) if c.code == "P101" else c for c in catalogue())

    class Here:
        def __init__(self, *_: object, **__: object) -> None: ...

        def results(self, tasks):
            return ((task, process(task.item, broken)) for task in tasks)

        def close(self, *, now: bool = False) -> None: ...

    monkeypatch.setattr(local, "LocalEngine", Here)
    run = check("--ignore", "X", "--ledger", ":memory:")
    assert run.code == 3
    assert run.found == [("P102", "warning")] * 2
    assert run.errors == [
        f"soat: {name}: P101: phép kiểm tra gặp lỗi bên trong (ZeroDivisionError)"
        for name in ("a.txt", "b.txt")
    ]
    # of a check that was not asked for nothing is told
    assert check("--select", "P102", "--ledger", ":memory:").code == 0


def test_no_file_is_an_empty_configuration() -> None:
    assert Config().select is None
    assert settings_of(Config(), Layer()).codes == {c.code for c in everything()}
