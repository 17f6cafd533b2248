"""The words that speakers and subjects have had in addresses: they lead to the word of now, and are not given again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bilingual.slugs import slug_of


class FormerSlug(models.Model):
    """A word that a thing has had in addresses; without a `thing` if that has been deleted."""

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
    taken.update((former.exclude(thing=pk) if pk else former).values_list("slug", flat=True))
    return next(slug for slug in [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))] if slug not in taken)


def keep_former_slug(thing: models.Model, before: str | None) -> None:
    """Lead on from the word that a stored thing had before. The word of now is nobody's former one."""
    former = thing.former_slugs.model.objects
    former.filter(slug=thing.slug).delete()
    if before and before != thing.slug:
        former.update_or_create(slug=before, defaults={"thing": thing})


def slug_before(thing: models.Model) -> str | None:
    """The word that a thing has as it is stored."""
    return type(thing).objects.filter(pk=thing.pk).values_list("slug", flat=True).first() if thing.pk else None


def keep_slug_of_deleted(sender, instance, **kwargs) -> None:
    """Say of a deleted thing that it is gone, and not that it was never there."""
    sender.former_slugs.rel.related_model.objects.get_or_create(slug=instance.slug)
