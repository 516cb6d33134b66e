"""Times and sizes keep the server's value, and have the methods of those in the official package."""

import copy
import json
import pickle
from datetime import UTC, datetime, timedelta

import pytest

from ollama_rest.models import ListedModel, RunningModel, ShowResponse
from ollama_rest.types import ByteSize, Timestamp

SENT = "2026-03-01T12:00:00.123456789+01:00"
THEN = datetime.fromisoformat("2026-03-01T11:00:00.123456+00:00")
LISTED = ListedModel.from_dict({"modified_at": SENT, "size": 3_366_591_488})


class TestTime:
    @pytest.mark.parametrize(
        "time",
        [
            LISTED.modified_at,
            LISTED["modified_at"],
            ListedModel(modified_at=SENT).modified_at,
            RunningModel(expires_at=SENT).expires_at,
            ShowResponse(modified_at=SENT).modified_at,
        ],
    )
    def test_is_the_received_string_and_a_time(self, time: Timestamp) -> None:
        assert time == SENT
        assert time[:10] == "2026-03-01"
        assert time.datetime == THEN

    def test_supports_arithmetic(self) -> None:
        time = LISTED.modified_at
        hour = timedelta(hours=1)
        assert time - THEN == THEN - time == timedelta()
        assert time - hour == THEN - hour
        assert time + hour == hour + time == THEN + hour
        assert time - Timestamp("2026-03-01T10:00:00.123456Z") == hour
        assert time + "!" == f"{SENT}!"
        assert "at " + time == f"at {SENT}"

    def test_compares_with_times_and_strings(self) -> None:
        earlier, later = Timestamp("2026-03-01T12:30:00+02:00"), Timestamp("2026-03-01T11:30:00Z")
        assert sorted([later, LISTED.modified_at, earlier]) == [earlier, LISTED.modified_at, later]
        assert earlier < THEN < later
        assert earlier <= THEN <= later
        assert later > THEN > earlier
        assert later >= THEN >= earlier
        assert earlier == THEN - timedelta(minutes=30, microseconds=123456)
        assert earlier != THEN
        assert earlier not in {None, 5}
        assert "2026" < earlier < "2027"
        assert "2026" <= earlier <= "2027"
        assert "2027" > earlier > "2026"
        assert "2027" >= earlier >= "2026"

    def test_has_attributes_of_a_datetime(self) -> None:
        time = LISTED.modified_at
        assert time.timestamp() == THEN.timestamp()
        assert time.astimezone(UTC).isoformat() == THEN.isoformat()
        assert (time.year, time.strftime("%d.%m.")) == (2026, "01.03.")
        assert f"{time:%d.%m.%Y}|{time:>40}" == f"01.03.2026|{SENT:>40}"
        with pytest.raises(AttributeError, match="Timestamp.*'shout'"):
            time.shout()

    @pytest.mark.parametrize("text", ["", "soon", "2026-13-01T00:00:00Z"])
    def test_invalid_time_is_a_string(self, text: str) -> None:
        time = ListedModel.from_dict({"modified_at": text}).modified_at
        assert time == text
        assert not hasattr(time, "timestamp")
        assert time != THEN
        with pytest.raises(ValueError, match="Invalid isoformat|month must be"):
            _ = time.datetime

    def test_zero_time_of_go_is_a_time(self) -> None:
        assert Timestamp("0001-01-01T00:00:00Z").year == 1

    def test_can_be_copied_and_pickled(self) -> None:
        for time in (copy.deepcopy(LISTED).modified_at, pickle.loads(pickle.dumps(LISTED)).modified_at):
            assert (time, time.year) == (SENT, 2026)


class TestSize:
    def test_is_a_number_of_bytes(self) -> None:
        assert LISTED.size == LISTED["size"] == 3_366_591_488
        assert RunningModel(size=2, size_vram=1).size_vram / RunningModel(size=2).size == 0.5

    @pytest.mark.parametrize(
        ("size", "binary", "decimal"),
        [
            (0, "0B", "0 B"),
            (1000, "1000B", "1.0 KB"),
            (1536, "1.5KiB", "1.5 KB"),
            (3_366_591_488, "3.1GiB", "3.4 GB"),
            (2**70, "1024.0EiB", "1180.6 EB"),
            (-5000, "-4.9KiB", "-5.0 KB"),
        ],
    )
    def test_human_readable(self, size: int, binary: str, decimal: str) -> None:
        assert ByteSize(size).human_readable() == binary
        assert ByteSize(size).human_readable(decimal=True, separator=" ") == decimal

    @pytest.mark.parametrize(
        ("unit", "value"),
        [
            ("B", 3e9),
            ("gb", 3),
            ("GB", 3),
            ("M", 3e3),
            ("KiB", 3e9 / 1024),
            ("bit", 24e9),
            ("Gbit", 24),
            ("Kibit", 24e9 / 1024),
        ],
    )
    def test_converts_to_a_unit(self, unit: str, value: float) -> None:
        assert ByteSize(3_000_000_000).to(unit) == value

    def test_unknown_unit_raises(self) -> None:
        with pytest.raises(ValueError, match="invalid unit 'stone': use a unit of bytes or bits such as 'MB'"):
            ByteSize(1).to("stone")


def test_dicts_have_plain_strings_and_numbers() -> None:
    for plain in (
        LISTED.to_dict(),
        LISTED.model_dump(exclude_none=True),
        json.loads(LISTED.model_dump_json(exclude_none=True)),
    ):
        assert {name: type(value) for name, value in plain.items()} == {"modified_at": str, "size": int}
    assert json.loads(json.dumps(dict(LISTED))) == LISTED.to_dict()


@pytest.mark.parametrize("odd", [None, 5, 2.5, True, ["x"], {"x": 1}])
def test_other_types_are_unchanged(odd: object) -> None:
    listed = ListedModel.from_dict({"modified_at": odd})
    assert listed.modified_at is odd
    assert listed.to_dict().get("modified_at") == odd
    assert ListedModel.from_dict({"size": "large"}).to_dict() == {"size": "large"}
