"""Polar's commands, answers and ECG frames, byte by byte."""

import pytest

from samenstemming.errors import MalformedPacketError
from samenstemming.wire import polar_pmd as pmd


def test_a_frame_holds_signed_microvolts_and_the_stamp_of_its_last_sample() -> None:
    payload = (
        bytes.fromhex("00")
        + (599_616_000_000_000_000).to_bytes(8, "little")
        + bytes.fromhex("00  01 00 00  ff ff ff  00 00 80  ff ff 7f")
    )
    frame = pmd.decode_ecg(payload)
    assert frame.stamp_ns == 599_616_000_000_000_000
    assert frame.microvolts == (1, -1, pmd.SMALLEST_UV, pmd.LARGEST_UV)
    assert pmd.encode_ecg(frame) == payload


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        ("", "its header takes 10 bytes"),
        ("00 00 00 00 00 00 00 00 00", "its header takes 10 bytes"),
        ("02 00 00 00 00 00 00 00 00 00 01 00 00", "0x02 is not the ECG"),
        ("00 00 00 00 00 00 00 00 00 80 01 00 00", "compressed"),
        ("00 00 00 00 00 00 00 00 00 01 01 00 00", "frame type 1"),
        ("00 00 00 00 00 00 00 00 00 00", "0 bytes of samples"),
        ("00 00 00 00 00 00 00 00 00 00 01 00", "2 bytes of samples"),
    ],
)
def test_what_is_no_ecg_frame_is_called_malformed(payload: str, sentence: str) -> None:
    with pytest.raises(MalformedPacketError, match=sentence):
        pmd.decode_ecg(bytes.fromhex(payload))


def test_the_commands_are_those_of_the_specification() -> None:
    assert pmd.START_ECG.hex(" ") == "02 00 00 01 82 00 01 01 0e 00"
    assert pmd.STOP_ECG.hex(" ") == "03 00"
    assert pmd.decode_settings(pmd.START_ECG[2:]) == {
        pmd.Setting.SAMPLE_RATE: (pmd.ECG_RATE_HZ,),
        pmd.Setting.RESOLUTION: (pmd.ECG_RESOLUTION_BITS,),
    }


def test_an_answer_says_which_command_and_whether_it_worked() -> None:
    answer = pmd.decode_response(
        bytes.fromhex("f0 01 00 00 00 00 01 82 00 01 01 0e 00")
    )
    assert (answer.op_code, answer.measurement, answer.ok) == (1, pmd.ECG, True)
    assert pmd.decode_settings(answer.parameters)[pmd.Setting.SAMPLE_RATE] == (130,)


def test_a_stream_that_runs_already_is_what_was_asked_for() -> None:
    assert pmd.decode_response(bytes.fromhex("f0 02 00 06 00")).ok


def test_a_refusal_has_words() -> None:
    refused = pmd.decode_response(bytes.fromhex("f0 02 00 0c"))
    assert not refused.ok
    assert refused.reason == "invalid state"
    assert pmd.decode_response(bytes.fromhex("f0 02 00 63")).reason == "status 99"


def test_features_say_whether_there_is_an_ecg() -> None:
    assert pmd.has_ecg(bytes.fromhex("0f 05 00"))
    assert not pmd.has_ecg(bytes.fromhex("0f 04 00"))
    with pytest.raises(MalformedPacketError, match="features"):
        pmd.has_ecg(bytes.fromhex("f0 05"))


@pytest.mark.parametrize("settings", ["09 01 00", "00", "00 02 82 00"])
def test_settings_that_end_early_are_malformed(settings: str) -> None:
    with pytest.raises(MalformedPacketError):
        pmd.decode_settings(bytes.fromhex(settings))


def test_what_fits_no_frame_is_a_value_error() -> None:
    for frame in (
        pmd.EcgFrame(stamp_ns=0, microvolts=()),
        pmd.EcgFrame(stamp_ns=-1, microvolts=(0,)),
        pmd.EcgFrame(stamp_ns=0, microvolts=(pmd.LARGEST_UV + 1,)),
    ):
        with pytest.raises(ValueError, match="ECG frame"):
            pmd.encode_ecg(frame)
    with pytest.raises(ValueError, match="response"):
        pmd.encode_response(pmd.Response(op_code=300, measurement=0, status=0))
    with pytest.raises(ValueError, match="settings"):
        pmd.encode_settings({pmd.Setting.CHANNELS: (256,)})
    with pytest.raises(ValueError, match="settings"):
        pmd.encode_settings({77: (1,)})
