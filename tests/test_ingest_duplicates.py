"""Texts that are much alike: found, queued, decided by a curator, shown as versions."""

import random

import pytest
from django.contrib.auth import get_user_model

from statements.ingest.shingles import bands, likeness
from statements.models import PossibleDuplicate, Statement, Work
from statements.vocabulary import Likeness, Workflow
from tests import make
from tests.test_ingest import SEEDS, ingest, write

WORDS = [f"word{number}" for number in range(4000)]


def a_text(seed, length=600):
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def noisy(text, share, seed=1):
    """The text with this share of its words misread."""
    chance = random.Random(seed)
    return " ".join(word + "x" if chance.random() < share else word for word in text.split())


class TestBands:
    @pytest.mark.parametrize("seed", range(20))
    def test_a_copy_with_noise_and_a_cut_ending_meets_its_original(self, seed):
        text = a_text(seed)
        copy = noisy(text, 0.02, seed)[: int(len(text) * 0.9)]
        assert likeness(text, copy) > 0.8
        assert set(bands(text)) & set(bands(copy))

    def test_other_texts_do_not_meet(self):
        found = [set(bands(a_text(seed))) for seed in range(50)]
        assert not any(one & other for i, one in enumerate(found) for other in found[:i])

    def test_dashes_case_accents_and_punctuation_do_not_count(self):
        assert bands("Łódź – the 5 “permanent” members " * 10) == bands("LODZ - the 5 permanent members! " * 10)

    def test_of_few_words_nothing_is_said(self):
        assert bands("Thank you, Mr. President.") == ()

    def test_they_are_the_same_on_every_machine(self):
        assert bands(" ".join(WORDS[:200]))[:2] == (292092948405070092, 193181090627313186)


@pytest.fixture
def curator():
    return get_user_model().objects.create_user("curator")


@pytest.mark.django_db
class TestQueue:
    @pytest.fixture(autouse=True)
    def _texts(self, tmp_path):
        self.folder = tmp_path
        self.text = (SEEDS / "000_fa84d6211b4005dc.txt").read_text(encoding="utf-8-sig")
        paragraphs = self.text.replace("–", "-").replace("—", "-").split("\n")
        self.copy = "\n".join(paragraphs[:-6])

    def pair(self):
        ingest(write(self.folder, a_first=self.text, b_copy=self.copy, c_other=a_text(3)))
        return PossibleDuplicate.objects.get()

    def test_000_and_a_copy_with_other_dashes_and_a_cut_ending_are_queued(self):
        pair = self.pair()
        assert Statement.objects.published().count() == 3
        assert (pair.state, pair.likeness >= 0.8) == (Likeness.OPEN, True)
        assert {s.sources.get().path for s in (pair.first, pair.second)} == {"a_first.txt", "b_copy.txt"}

    def test_they_are_found_in_different_runs_and_queued_once(self):
        ingest(write(self.folder, a=self.text))
        _, err = ingest(write(self.folder, b=self.copy))
        ingest(self.folder)
        assert PossibleDuplicate.objects.count() == 1
        assert Statement.objects.get(sources__path="a.txt").reference in err

    def test_of_many_forms_filled_in_alike_each_is_queued_with_some(self):
        ingest(write(self.folder, **{f"n{number:02}": f"{a_text(1)} number{number}" for number in range(70)}))
        pairs = list(PossibleDuplicate.objects.values_list("first", "second"))
        assert {pk for pair in pairs for pk in pair} == set(Statement.objects.values_list("pk", flat=True))
        assert len(pairs) < 20 * 70

    def test_a_text_that_becomes_alike_is_queued_then(self):
        ingest(write(self.folder, a=self.text, b=a_text(5)))
        ingest(write(self.folder, b=self.copy), replace=True)
        assert PossibleDuplicate.objects.count() == 1

    def test_what_was_dismissed_is_not_queued_again(self, curator):
        self.pair().decide(Likeness.DISMISSED, curator)
        ingest(write(self.folder, b_copy=self.copy + "\n\nThank you."))
        assert PossibleDuplicate.objects.get().state == Likeness.DISMISSED

    def test_once_confirmed_each_page_shows_the_other(self, client, curator):
        pair = self.pair()
        assert "Another version" not in client.get(pair.first.get_absolute_url()).text
        pair.decide(Likeness.CONFIRMED, curator)
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            page = client.get(one.get_absolute_url()).text
            assert "Another version" in page
            assert other.get_absolute_url() in page

    def test_a_withdrawn_version_is_not_shown(self, client, curator):
        pair = self.pair()
        pair.decide(Likeness.CONFIRMED, curator)
        Statement.objects.filter(pk=pair.second_id).update(state=Workflow.DRAFT)
        assert "Another version" not in client.get(pair.first.get_absolute_url()).text


@pytest.mark.django_db
class TestWorks:
    def pair(self, one, other):
        first, second = sorted((one, other), key=lambda statement: statement.pk)
        return PossibleDuplicate.objects.create(first=first, second=second, likeness=0.9)

    def works(self, *statements):
        return [Statement.objects.get(pk=statement.pk).work_id for statement in statements]

    def test_versions_of_versions_are_of_one_work(self, curator):
        a, b, c, d = (make.a_statement(a_text(seed)) for seed in range(4))
        for one, other in ((a, b), (c, d), (b, c)):
            self.pair(one, other).decide(Likeness.CONFIRMED, curator)
        assert len(set(self.works(a, b, c, d))) == 1
        assert Work.objects.count() == 1

    def test_a_decision_taken_back_parts_them_again(self, curator):
        a, b, c = (make.a_statement(a_text(seed)) for seed in range(3))
        first, second = self.pair(a, b), self.pair(b, c)
        first.decide(Likeness.CONFIRMED, curator)
        second.decide(Likeness.CONFIRMED, curator)
        first.decide(Likeness.DISMISSED, curator)
        of_a, of_b, of_c = self.works(a, b, c)
        assert (of_a, of_b) == (None, of_c)
        second.decide(Likeness.DISMISSED, curator)
        assert Work.objects.count() == 0
