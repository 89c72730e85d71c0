"""How long each thing about a strap may take. Simulated time runs all of it faster."""

from dataclasses import dataclass

from samenstemming.sources.backoff import DELAYS_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Time limits, in seconds.

    `silence_s`: straps notify once a second; a link that says nothing for so long is
    dead although nobody says so (straps.md 5). The first packet may take longer.
    `slice_s`: a scan is given up after this, so that the radio is free for a while.
    `ecg_silence_s`: an ECG comes twice a second, and is asked for anew after this;
    `ecg_again_s`: one that could not be had is asked for again after this;
    `ecg_settle_s`: a link that breaks is noticed within this; `ecg_proves_s`: one that
    lasts so long was not broken by its ECG, and `ecg_calm_s`: must last so long before
    it may be asked again; `ecg_stop_s`: an end never waits longer for it.
    `settle_s`: a name is only taken for the only one of its kind after this.
    """

    silence_s: float = 4.0
    first_packet_s: float = 10.0
    first_look_s: float = 8.0
    settle_s: float = 2.0
    slice_s: float = 5.0
    scan_s: float = 5.0
    connect_s: float = 15.0
    call_s: float = 5.0
    pair_s: float = 30.0
    disconnect_s: float = 5.0
    battery_every_s: float = 300.0
    ecg_silence_s: float = 5.0
    ecg_again_s: float = 30.0
    ecg_settle_s: float = 0.5
    ecg_proves_s: float = 10.0
    ecg_calm_s: float = 300.0
    ecg_stop_s: float = 1.0
    delays_s: tuple[float, ...] = DELAYS_S

    def faster(self, times: float) -> "Patience":
        """The same where time runs so many times as fast."""
        return Patience(
            silence_s=self.silence_s / times,
            first_packet_s=self.first_packet_s / times,
            first_look_s=self.first_look_s / times,
            settle_s=self.settle_s / times,
            slice_s=self.slice_s / times,
            scan_s=self.scan_s / times,
            connect_s=self.connect_s / times,
            call_s=self.call_s / times,
            pair_s=self.pair_s / times,
            disconnect_s=self.disconnect_s / times,
            battery_every_s=self.battery_every_s / times,
            ecg_silence_s=self.ecg_silence_s / times,
            ecg_again_s=self.ecg_again_s / times,
            ecg_settle_s=self.ecg_settle_s / times,
            ecg_proves_s=self.ecg_proves_s / times,
            ecg_calm_s=self.ecg_calm_s / times,
            ecg_stop_s=self.ecg_stop_s / times,
            delays_s=tuple(delay_s / times for delay_s in self.delays_s),
        )
