"""UN symbols: 120 strings that are symbols, 40 and more that only look like some, and symbols in running text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.notation import symbols
from statements.notation.council import year_of_resolution

READ = {
    # General Assembly resolutions and decisions
    "A/RES/65/68": "A/RES/65/68",
    "a/res/65/68": "A/RES/65/68",
    "A/Res/65/68": "A/RES/65/68",
    "A / RES / 65 / 68": "A/RES/65/68",
    "A/RES/65/68.": "A/RES/65/68",
    "A/RES/45/55 B": "A/RES/45/55 B",
    "A/RES/45/55B": "A/RES/45/55 B",
    "A/RES/36/97 C": "A/RES/36/97 C",
    "A/RES/67/234 B": "A/RES/67/234 B",
    "A/RES/72/250": "A/RES/72/250",
    "A/RES/2222(XXI)": "A/RES/2222(XXI)",
    "A/RES/2222 (XXI)": "A/RES/2222(XXI)",
    "A/RES/1962(XVIII)": "A/RES/1962(XVIII)",
    "A/RES/2602(XXIV)A": "A/RES/2602(XXIV)A",
    "A/RES/2602 A (XXIV)": "A/RES/2602(XXIV)A",
    "A/RES/377(V)": "A/RES/377(V)",
    "A/RES/S-10/2": "A/RES/S-10/2",
    "A/RES/S‑10/2": "A/RES/S-10/2",
    "A/RES/ES-11/1": "A/RES/ES-11/1",
    "A/DEC/66/517": "A/DEC/66/517",
    # General Assembly documents
    "A/68/189": "A/68/189",
    "A/48/305": "A/48/305",
    "A/48/305/Corr.1": "A/48/305/Corr.1",
    "A/62/20": "A/62/20",
    "A/66/127/Add.1": "A/66/127/Add.1",
    "A/69/265/rev1": "A/69/265/Rev.1",
    "A/70/818-S/2016/317": "A/70/818-S/2016/317",
    "A/S-10/4": "A/S-10/4",
    "A/ES-10/248": "A/ES-10/248",
    "A/65/PV.12": "A/65/PV.12",
    "A/PV.1010": "A/PV.1010",
    "A/1388": "A/1388",
    "A/5514": "A/5514",
    "A/INF/66/1": "A/INF/66/1",
    "A/66/L.20": "A/66/L.20",
    "A/77/INF/3": "A/77/INF/3",
    # Main committees and subsidiary bodies
    "A/C.1/66/PV.12": "A/C.1/66/PV.12",
    "A/C.1/70/L.48": "A/C.1/70/L.48",
    "A/C.1/70/L.48/Rev.1": "A/C.1/70/L.48/Rev.1",
    "A/C.1/66/INF/3": "A/C.1/66/INF/3",
    "A/C.1/66/CRP.1": "A/C.1/66/CRP.1",
    "A/C.4/66/SR.10": "A/C.4/66/SR.10",
    "A/C.1/PV.1289": "A/C.1/PV.1289",
    "A/C.6/66/L.10/Add.1": "A/C.6/66/L.10/Add.1",
    "A/AC.105/1": "A/AC.105/1",
    "A/AC.105/890": "A/AC.105/890",
    "A/AC.105/C.1/L.400": "A/AC.105/C.1/L.400",
    "A/AC.105/C.2/2019/CRP.3": "A/AC.105/C.2/2019/CRP.3",
    "A/AC.294/2022/WP.1": "A/AC.294/2022/WP.1",
    "A/CN.10/230": "A/CN.10/230",
    "A/CN.10/PV.300": "A/CN.10/PV.300",
    "A/CN.10/2018/WG.2/CRP.1": "A/CN.10/2018/WG.2/CRP.1",
    "A/CONF.62/122": "A/CONF.62/122",
    "A/CONF.192/15": "A/CONF.192/15",
    "A/CONF.229/2017/8": "A/CONF.229/2017/8",
    "A/HRC/RES/48/13": "A/HRC/RES/48/13",
    "A/HRC/48/13/Add.1": "A/HRC/48/13/Add.1",
    # Security Council
    "S/RES/1540(2004)": "S/RES/1540(2004)",
    "S/RES/1540 (2004)": "S/RES/1540(2004)",
    "S/RES/1540": "S/RES/1540(2004)",
    "s/res/1540(2004)": "S/RES/1540(2004)",
    "S/PV.9052": "S/PV.9052",
    "S/PV.9052 (Resumption 1)": "S/PV.9052 (Resumption 1)",
    "S/PRST/2010/18": "S/PRST/2010/18",
    "S/2016/317": "S/2016/317",
    "S/2010/430/Add.1": "S/2010/430/Add.1",
    "S/12345": "S/12345",
    "S/AGENDA/9052": "S/AGENDA/9052",
    # Economic and Social Council, Secretariat
    "E/2010/4": "E/2010/4",
    "E/RES/2018/19": "E/RES/2018/19",
    "E/CN.4/2004/67": "E/CN.4/2004/67",
    "E/CN.4/Sub.2/2004/5": "E/CN.4/SUB.2/2004/5",
    "ST/SGB/2013/4": "ST/SGB/2013/4",
    "ST/SG/AC.10/1/Rev.17": "ST/SG/AC.10/1/Rev.17",
    # Conference on Disarmament and its forerunners
    "CD/1839": "CD/1839",
    "cd/1839": "CD/1839",
    "CD/1985": "CD/1985",
    "CD/1679": "CD/1679",
    "CD/8": "CD/8",
    "CD/1693/Rev.1": "CD/1693/Rev.1",
    "CD/8/Rev.9": "CD/8/Rev.9",
    "CD/PV.941": "CD/PV.941",
    "CD/WP.559": "CD/WP.559",
    "CD/INF.1": "CD/INF.1",
    "CD/OS/WP.14": "CD/OS/WP.14",
    "ENDC/200": "ENDC/200",
    "CCD/PV.500": "CCD/PV.500",
    # Treaty conferences
    "NPT/CONF.2010/50 (Vol. I)": "NPT/CONF.2010/50 (Vol. I)",
    "NPT/CONF.2010/50": "NPT/CONF.2010/50",
    "NPT/CONF.2020/PC.II/WP.3": "NPT/CONF.2020/PC.II/WP.3",
    "NPT/CONF.1995/32 (Part I)": "NPT/CONF.1995/32 (Part I)",
    "BWC/CONF.VIII/4": "BWC/CONF.VIII/4",
    "BWC/MSP/2019/7": "BWC/MSP/2019/7",
    "CCW/CONF.V/10": "CCW/CONF.V/10",
    "CCW/GGE.1/2019/3": "CCW/GGE.1/2019/3",
    "CTBT-ART.XIV/2019/4": "CTBT-ART.XIV/2019/4",
    "TPNW/MSP/2022/6": "TPNW/MSP/2022/6",
    "CCM/MSP/2018/9": "CCM/MSP/2018/9",
    "APLC/CONF/2019/5": "APLC/CONF/2019/5",
    "GE-PAROS/2024/CRP.4": "GE-PAROS/2024/CRP.4",
    "GE–PAROS/2024/CRP.4": "GE-PAROS/2024/CRP.4",
    # IAEA
    "INFCIRC/153": "INFCIRC/153",
    "INFCIRC/153 (Corrected)": "INFCIRC/153 (Corrected)",
    "INFCIRC/540": "INFCIRC/540",
    "INFCIRC/254/Rev.13/Part 1": "INFCIRC/254/Rev.13/Part 1",
    "INFCIRC/225/Rev.5": "INFCIRC/225/Rev.5",
    "GC(60)/RES/14": "GC(60)/RES/14",
    "GC (60)/RES/14": "GC(60)/RES/14",
    "GC(XXXIV)/RES/533": "GC(XXXIV)/RES/533",
    "GOV/2011/65": "GOV/2011/65",
    "GOV/INF/2015/18": "GOV/INF/2015/18",
    # as they are spoken
    "resolution 65/68": "A/RES/65/68",
    "Resolution 65/68": "A/RES/65/68",
    "UNGA resolution 65/68": "A/RES/65/68",
    "GA Res. 65/68": "A/RES/65/68",
    "UNGA Res. 65/68": "A/RES/65/68",
    "General Assembly resolution 65/68": "A/RES/65/68",
    "United Nations General Assembly resolution 65/68": "A/RES/65/68",
    "resolution 45/55 B": "A/RES/45/55 B",
    "resolution No. 65/68": "A/RES/65/68",
    "resolution 1962 (XVIII)": "A/RES/1962(XVIII)",
    "General Assembly resolution 2202 A (XXI)": "A/RES/2202(XXI)A",
    "resolution S-10/2": "A/RES/S-10/2",
    "resolution ES-11/1": "A/RES/ES-11/1",
    "decision 66/517": "A/DEC/66/517",
    "General Assembly decision 66/517": "A/DEC/66/517",
    "résolution 65/68": "A/RES/65/68",
    "resolución 65/68": "A/RES/65/68",
    "резолюция 65/68": "A/RES/65/68",
    "UNSCR 1540": "S/RES/1540(2004)",
    "UN SCR 1540": "S/RES/1540(2004)",
    "resolution 1540 (2004)": "S/RES/1540(2004)",
    "SC resolution 1540": "S/RES/1540(2004)",
    "UNSC resolution 1540": "S/RES/1540(2004)",
    "UN Security Council resolution 2231": "S/RES/2231(2015)",
    "Security Council resolution 1718 (2006)": "S/RES/1718(2006)",
    "Human Rights Council resolution 48/13": "A/HRC/RES/48/13",
    "ECOSOC resolution 2018/19": "E/RES/2018/19",
}

LOOK_ALIKES = [
    *("1/2", "3/4", "24/7", "9/11", "10/10", "20/20", "2018/19", "2010/11", "65/68", "16/8/2005", "2005/08/16"),
    *("Article 1/3", "CD/DVD", "CD/R", "and/or", "he/she", "w/o", "c/o", "km/h", "N/A", "A/B", "A/C", "A/C.1"),
    *("A/AC.105", "A/4", "A/H1N1", "A/E/2", "F/A-18", "TCP/IP", "I/O", "OS/2", "PS/2", "S/M/L", "S/N 1234"),
    *("S/4HANA", "S/RES", "A/RES/", "E/W", "T/2", "B/2/3", "HIV/AIDS", "US/UK", "NPT/IAEA", "BWC/CWC", "GC/2"),
    *("resolution", "resolution 2018/19", "resolution 1540", "resolution 1/2", "1540 (2004)", "resolution 194"),
    *("Security Council resolution", "World Health Assembly resolution 65/68", "UNEA resolution 5/14"),
    *("Commission resolution 2004/21", "resolution 48/13 of the Commission on Human Rights", "", "/", "A/", "A//68"),
]


def test_the_lists_are_long_enough():
    assert len(READ) >= 120
    assert len(LOOK_ALIKES) >= 40


@pytest.mark.parametrize(("text", "symbol"), READ.items())
def test_a_symbol_is_read(text, symbol):
    assert symbols.read(text) == symbol


@pytest.mark.parametrize("symbol", sorted(set(READ.values())))
def test_a_canonical_symbol_reads_as_itself(symbol):
    assert symbols.read(symbol) == symbol


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_is_no_symbol(text):
    assert symbols.read(text) is None
    assert symbols.find(f"It was {text}, they said.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the draft (CD/1839) of 2008", [("CD/1839", "CD/1839")]),
        ("see A/68/189, S/2016/317.", [("A/68/189", "A/68/189"), ("S/2016/317", "S/2016/317")]),
        ("General Assembly resolution 65/68 of 2010", [("General Assembly resolution 65/68", "A/RES/65/68")]),
        (
            "Security Council resolutions 1718 (2006), 1874 (2009) and 2087",
            [
                ("Security Council resolutions 1718 (2006)", "S/RES/1718(2006)"),
                ("1874 (2009)", "S/RES/1874(2009)"),
                ("2087", "S/RES/2087(2013)"),
            ],
        ),
        (
            "resolutions 65/68 and 66/12 B",
            [("resolutions 65/68", "A/RES/65/68"), ("66/12 B", "A/RES/66/12 B")],
        ),
        ("resolution 65/68\nA further step", [("resolution 65/68", "A/RES/65/68")]),
        ("resolution 65/68 I believe", [("resolution 65/68", "A/RES/65/68")]),
        ("resolution 48/13 of the Human Rights Council", [("resolution 48/13", "A/HRC/RES/48/13")]),
        ("In resolution\n1540 (2004)", [("resolution\n1540 (2004)", "S/RES/1540(2004)")]),
        ("http://example.org/A/68/189", []),
        ("In 65/68 of all cases", []),
    ],
)
def test_symbols_in_running_text(text, found):
    assert [(text[one.start : one.end], one.canonical) for one in symbols.find(text)] == found


@pytest.mark.parametrize(
    ("number", "year"),
    [
        (1, 1946),
        (242, 1967),
        (687, 1991),
        (1267, 1999),
        (1540, 2004),
        (2231, 2015),
        (2397, 2017),
        (99999, None),
        (0, None),
    ],
)
def test_the_year_of_a_council_resolution(number, year):
    assert year_of_resolution(number) == year


@settings(deadline=None)
@given(st.text(alphabet="ASECDRESPVL/.-() 0123456789XIVabBresolution", max_size=60))
def test_any_text_can_be_looked_through(text):
    for found in symbols.find(text):
        assert 0 <= found.start < found.end <= len(text)
        assert symbols.read(found.canonical) == found.canonical
