"""Write the golden files anew: python -m tests.golden"""

from tests.golden import answer, sources

for source in sources():
    source.with_suffix(".json").write_text(answer(source), encoding="utf-8")
    print(source.stem)
