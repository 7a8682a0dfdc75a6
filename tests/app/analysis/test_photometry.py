"""Photometric files: both formats, their symmetries, and whatever else comes with their ending."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.photometry import Luminaire, lambertian, photometry
from app.errors import BadInput

FUZZ = settings(deadline=None, max_examples=150)
GAMMA = np.arange(0.0, 91.0, 10.0)


def lobe(c, gamma):
    """A street optic made up for the tests: symmetric about C 0-180 and, where asked, about C 90-270."""
    return 300.0 * np.cos(np.radians(gamma)) * (1.5 + np.cos(np.radians(c)) ** 2)


def ies_text(c, *, lumens="1000", head="IESNA:LM-63-2002\n[LUMCAT] A-1\nTILT=NONE", value=lobe, factor="1.0", ballast="1.0 1.0 50"):
    numbers = [f"1 {lumens} {factor} {len(GAMMA)} {len(c)} 1 2 0.1 0.2 0", ballast]
    numbers += [" ".join(f"{g:g}" for g in GAMMA), " ".join(f"{a:g}" for a in c)]
    numbers += [" ".join(f"{value(a, g):.6f}" for g in GAMMA) for a in c]
    return head + "\n" + "\n".join(numbers) + "\n"


def ldt_text(symmetry, written, *, planes=24, flux="2000", lamps="1", value=lobe, comma=False):
    c = np.arange(planes) * 360.0 / planes
    head = ["Maker", "1", str(symmetry), str(planes), str(360 / planes), str(len(GAMMA)), "10", "R1", "Alley 50", "N1", "a.ldt", "2026"]
    head += ["500", "200", "100", "400", "150", "0", "0", "0", "0", "100", "80", "1.0", "0", "1", lamps, "LED", flux, "4000", "80", "50"]
    rows = [f"{value(a, g) / 2.0:.7f}" for a in written for g in GAMMA]
    text = "\r\n".join([*head, *["0.5"] * 10, *(f"{a:g}" for a in c), *(f"{g:g}" for g in GAMMA), *rows]) + "\r\n"
    return text.replace(".", ",") if comma else text


def follows(luminaire, value=lobe, tolerance=1e-4):
    """The table gives the made-up optic at its own angles, all round."""
    c, gamma = np.meshgrid(np.arange(0.0, 360.0, 15.0), GAMMA, indexing="ij")
    np.testing.assert_allclose(luminaire.intensity(c, gamma), value(c, gamma), atol=tolerance)


QUARTER, HALF, ALL = np.arange(0.0, 91.0, 15.0), np.arange(0.0, 181.0, 15.0), np.arange(0.0, 361.0, 15.0)


# ── what stands in the files ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("c", [QUARTER, HALF, ALL, ALL[:-1], np.arange(90.0, 271.0, 15.0)], ids=len)
def test_an_ies_table_of_any_symmetry_is_completed_to_all_round(c):
    follows(photometry(ies_text(c)))


def test_an_ies_file_that_is_bright_on_the_street_side_only_stays_so():
    def forward(c, gamma):
        return lobe(c, gamma) * (1.0 + 0.5 * np.sin(np.radians(c)))

    follows(photometry(ies_text(np.arange(90.0, 271.0, 15.0), value=forward)), forward)
    follows(photometry(ies_text(ALL, value=forward)), forward)


@pytest.mark.parametrize(
    "head",
    ["IESNA:LM-63-1995\n[TEST] 1\nTILT=NONE", "IESNA91\n[TEST] 1\nTILT=NONE", "A lamp of 1986\nno keyword at all\nTILT=NONE", "TILT=NONE"],
)
def test_every_edition_of_lm_63_is_read(head):
    follows(photometry(ies_text(QUARTER, head=head)))


def test_a_tilt_table_is_passed_over_and_a_tilt_file_refused():
    follows(photometry(ies_text(QUARTER, head="IESNA:LM-63-1995\nTILT=INCLUDE\n1\n3\n0 45 90\n1 0.9 0.8")))
    with pytest.raises(BadInput, match=r"lamp\.tlt"):
        photometry(ies_text(QUARTER, head="IESNA:LM-63-1995\nTILT=lamp.tlt"))


def test_factors_multiply_the_candela_and_the_flux_stays_the_lamps():
    made = photometry(ies_text(QUARTER, factor="0.5", ballast="0.9 1.0 50"))
    assert made.intensity(0.0, 0.0) == pytest.approx(0.45 * lobe(0.0, 0.0))
    assert made.flux_lm == 1000.0
    assert made.name == "A-1"


def test_absolute_photometry_takes_its_flux_from_the_table():
    made = photometry(ies_text(QUARTER, lumens="-1"))
    assert made.flux_lm == pytest.approx(made.emitted_lm)
    # The mean over C of 300 cos γ (1.5 + cos² C) is 600 cos γ: 600 π lumens, with chords ten degrees long a little less.
    assert made.emitted_lm == pytest.approx(600.0 * np.pi, rel=0.01)


@pytest.mark.parametrize(
    ("symmetry", "written"),
    [(0, ALL[:-1]), (2, HALF), (3, (270.0 + HALF) % 360.0), (4, QUARTER)],
)
def test_an_eulumdat_table_of_any_symmetry_is_completed_to_all_round(symmetry, written):
    made = photometry(ldt_text(symmetry, written))
    follows(made)
    assert (made.name, made.flux_lm) == ("Alley 50", 2000.0)


def test_an_eulumdat_file_with_one_plane_with_commas_and_in_cp949_is_read():
    made = photometry(ldt_text(1, [0.0], comma=True).replace("Maker", "우리조명").encode("cp949"))
    assert made.intensity([0.0, 77.0], 60.0) == pytest.approx([375.0, 375.0])


def test_symmetry_three_mirrors_about_the_plane_from_90_to_270():
    def forward(c, gamma):
        return lobe(c, gamma) * (1.0 + 0.5 * np.sin(np.radians(c)))

    follows(photometry(ldt_text(3, (270.0 + HALF) % 360.0, value=forward)), forward)


def test_between_the_angles_of_the_table_intensity_is_linear_and_outside_it_is_none():
    made = Luminaire("", np.array([0.0, 180.0, 360.0]), np.array([0.0, 90.0]), np.array([[100.0, 0.0], [200.0, 0.0], [100.0, 0.0]]), 1.0)
    assert made.intensity([0.0, 90.0, 270.0, -90.0], 45.0) == pytest.approx([50.0, 75.0, 75.0, 75.0])
    assert made.intensity(0.0, 90.1) == 0.0
    assert made.all_round.intensity(0.0, 0.0) == pytest.approx(150.0)


def test_the_default_sends_out_its_flux_and_is_marked_indicative():
    default = lambertian(6000.0)
    assert default.indicative
    assert default.emitted_lm == pytest.approx(6000.0, rel=1e-4)
    assert default.intensity(0.0, [0.0, 60.0]) == pytest.approx([6000.0 / np.pi, 3000.0 / np.pi], rel=1e-9)


# ── what cannot be used ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "hello",
        "TILT=NONE",
        "TILT=NONE\n1 1000 1 2",
        "a\n" * 40,
        ies_text(QUARTER).replace("1 1000 1.0 10 7 1", "1 1000 1.0 10 7 2"),
        ies_text(QUARTER).replace("1 1000 1.0 10 7 1", "1 1000 1.0 1e9 7 1"),
        ies_text(QUARTER).replace("1 1000 1.0 10 7 1", "1 1000 1.0 nan 7 1"),
        ies_text(QUARTER).replace("1 1000 1.0 10 7 1", "1 1000 inf 10 7 1"),
        ies_text(QUARTER).replace("1 1000 1.0 10 7 1", "1 1000 0 10 7 1"),
        ies_text(QUARTER).replace("1 1000 1.0 10 7 1", "1 9e9 1.0 10 7 1"),
        ies_text(QUARTER).replace("0 10 20", "0 20 10"),
        ies_text(QUARTER[:-1]),
        ies_text(QUARTER, value=lambda c, g: -5.0),
        ies_text(QUARTER, value=lambda c, g: 0.0),
        ies_text(QUARTER).replace("[LUMCAT]", "TILT=") + "x",
        ldt_text(4, QUARTER, planes=18),
        ldt_text(7, QUARTER),
        ldt_text(4, QUARTER, flux="0"),
        ldt_text(4, QUARTER, flux="many"),
        ldt_text(4, QUARTER)[:-200],
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_one_sentence(text):
    with pytest.raises(BadInput) as trouble:
        photometry(text, "lamp.ies")
    assert trouble.value.file == "lamp.ies"
    assert trouble.value.message.endswith((".", "다."))


@FUZZ
@given(st.data())
def test_whatever_is_broken_in_a_file_gives_a_table_or_a_sentence(data):
    good = data.draw(st.sampled_from([ies_text(QUARTER), ies_text(ALL, lumens="-1"), ldt_text(0, ALL[:-1]), ldt_text(3, (270.0 + HALF) % 360.0)]))
    words = good.split(data.draw(st.sampled_from([" ", "\n"])))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(words) - 1))
        words[at] = data.draw(st.sampled_from(["", "-1", "0", "1e308", "nan", "-inf", "99999999999", "가", "1,5", "TILT=", "\n", "\x00", "3 3 3"]))
    cut = data.draw(st.integers(0, len(words)))
    try:
        made = photometry(data.draw(st.sampled_from([" ", "\n"])).join(words[: cut if data.draw(st.booleans()) else None]))
    except BadInput:
        return
    assert np.isfinite(made.cd).all()
    assert (made.cd >= 0).all()
    assert made.flux_lm > 0
    assert len(made.c_deg) == 1 or (made.c_deg[0], made.c_deg[-1]) == (0.0, 360.0)
    assert (np.diff(made.gamma_deg) > 0).all()


@FUZZ
@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_sentence(data):
    with pytest.raises(BadInput):
        photometry(b"TILT=NONE\n" + data if len(data) % 2 else data)
