"""What the admin shows of batches and of texts that are much alike, and what a curator can do there."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from statements.models import Batch, PossibleDuplicate, Statement
from statements.vocabulary import Likeness
from tests.test_ingest import LONG, ingest, write
from tests.test_ingest_duplicates import a_text, noisy

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(get_user_model().objects.create_superuser("curator", password="a long pass phrase"))
    return client


def act(client, noun, action, *things):
    """Choose things in a list of the admin and an action from its menu. Returns the page that follows."""
    data = {"action": action, "_selected_action": [thing.pk for thing in things]}
    return client.post(reverse(f"admin:statements_{noun}_changelist"), data, follow=True)


@pytest.fixture
def batch(tmp_path):
    (tmp_path / "metadata.csv").write_text("file,place,certainty,basis\none.txt,Geneva,inferred,as its folder says\n")
    ingest(write(tmp_path, one=LONG, bad=b""), status=1)
    return Batch.objects.get()


class TestBatches:
    def test_its_page_tells_what_to_look_at_and_leads_to_its_files(self, curator, batch):
        page = curator.get(reverse("admin:statements_batch_change", args=[batch.pk])).text
        assert "1 created" in page
        assert "bad.txt" in page
        files = f"{reverse('admin:statements_batchentry_changelist')}?batch__id__exact={batch.pk}"
        assert files in page
        listed = curator.get(files).text
        assert "place: Geneva (as its folder says)" in listed
        assert "one.txt" in listed
        assert Statement.objects.get().sources.get().sha256 in listed

    def test_another_batch_has_other_files(self, curator, batch, tmp_path):
        other = Batch.objects.create(origin="another")
        query = {"batch__id__exact": other.pk}
        assert "one.txt" not in curator.get(reverse("admin:statements_batchentry_changelist"), query).text

    def test_undoing_withdraws_and_says_so(self, curator, batch):
        assert "1 withdrawn." in act(curator, "batch", "undo", batch).text
        assert Statement.objects.get().withdrawn_reason == "batch undone"

    def test_undoing_tells_what_was_held_back(self, curator, batch):
        Statement.objects.update(locked=["title"])
        page = act(curator, "batch", "undo", batch).text
        assert "0 withdrawn; 1 held back, edited since." in page
        assert Statement.objects.get().title in page


class TestLikenesses:
    @pytest.fixture(autouse=True)
    def _queued(self, tmp_path):
        text = a_text(1)
        ingest(write(tmp_path, one=text, two=noisy(text, 0.01)))
        self.pair = PossibleDuplicate.objects.get()

    @pytest.mark.parametrize(
        ("action", "state", "in_a_work"),
        [("confirm", Likeness.CONFIRMED, 2), ("dismiss", Likeness.DISMISSED, 0)],
    )
    def test_a_curator_decides(self, curator, action, state, in_a_work):
        page = act(curator, "possibleduplicate", action, self.pair)
        assert page.status_code == 200
        self.pair.refresh_from_db()
        assert (self.pair.state, self.pair.decided_by.username) == (state, "curator")
        assert Statement.objects.filter(work__isnull=False).count() == in_a_work

    def test_the_queue_shows_both(self, curator):
        page = curator.get(reverse("admin:statements_possibleduplicate_changelist"), {"state__exact": "open"}).text
        assert self.pair.first.get_absolute_url() in page
        assert self.pair.second.get_absolute_url() in page
