"""Former slugs of speakers and subjects: they redirect to the current slug, and are not given to others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bilingual.slugs import slug_of


class FormerSlug(models.Model):
    """A slug that a snippet has had; without a `snippet` if that has been deleted."""

    slug = models.SlugField(_("address"), max_length=90, unique=True)

    class Meta:
        abstract = True
        default_permissions = []

    def __str__(self):
        return self.slug


def free_slug(model: type[models.Model], name: str, pk: int | None) -> str:
    """An address word made of `name` that no other row of `model` has or has had: two people of one name get two."""
    base = slug_of(name)[:80].strip("-") or model._meta.model_name
    taken = set(model.objects.filter(slug__startswith=base).exclude(pk=pk).values_list("slug", flat=True))
    former = model.former_slugs.rel.related_model.objects.filter(slug__startswith=base)
    taken.update((former.exclude(snippet=pk) if pk else former).values_list("slug", flat=True))
    return next(slug for slug in [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))] if slug not in taken)


def keep_former_slug(snippet: models.Model, before: str | None) -> None:
    """Redirect from the slug that a stored snippet had before. A current slug is nobody's former one."""
    former = snippet.former_slugs.model.objects
    former.filter(slug=snippet.slug).delete()
    if before and before != snippet.slug:
        former.update_or_create(slug=before, defaults={"snippet": snippet})


def slug_before(snippet: models.Model) -> str | None:
    """The stored slug of a snippet."""
    return type(snippet).objects.filter(pk=snippet.pk).values_list("slug", flat=True).first() if snippet.pk else None


def keep_slug_of_deleted(sender, instance, **kwargs) -> None:
    """Remember the slug of a deleted snippet, so that its address answers 410 and not 404."""
    sender.former_slugs.rel.related_model.objects.get_or_create(slug=instance.slug)
