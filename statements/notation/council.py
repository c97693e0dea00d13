"""In which year the Security Council adopted a resolution, by its number: its symbol S/RES/1540(2004) holds both."""

from bisect import bisect_right

# The first resolution of each year from 1946 to 2025, by the Council's yearly lists (main.un.org/securitycouncil).
_FIRST_YEAR = 1946
_FIRST_OF_YEAR = (
    *(1, 16, 38, 67, 79, 90, 97, 99, 104, 106),  # 1946 to 1955
    *(111, 122, 127, 132, 133, 161, 170, 178, 186, 200),  # 1956 to 1965
    *(220, 233, 246, 263, 276, 292, 308, 325, 345, 367),  # 1966 to 1975
    *(385, 404, 423, 444, 462, 485, 500, 530, 546, 560),  # 1976 to 1985
    *(581, 594, 607, 627, 647, 684, 726, 800, 893, 970),  # 1986 to 1995
    *(1036, 1093, 1147, 1220, 1285, 1335, 1387, 1455, 1522, 1581),  # 1996 to 2005
    *(1652, 1739, 1795, 1860, 1908, 1967, 2033, 2086, 2133, 2196),  # 2006 to 2015
    *(2260, 2337, 2398, 2451, 2504, 2561, 2618, 2672, 2722, 2768),  # 2016 to 2025
)
_LAST_KNOWN = 2787


def year_of_resolution(number: int) -> int | None:
    """The year of a Security Council resolution: 1540 gives 2004; None for a number that is not in the list."""
    if not 1 <= number <= _LAST_KNOWN:
        return None
    return _FIRST_YEAR + bisect_right(_FIRST_OF_YEAR, number) - 1
