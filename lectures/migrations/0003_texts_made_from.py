"""What each text in another language was made from; rows that are alike are marked as right."""

from django.conf import settings
from django.db import migrations, models


TEXTS = {"SpeakerText": ["title", "about"], "SubjectText": ["name"]}


def tick_what_is_alike(apps, schema_editor):
    """Say of rows that are the original's, word for word, that they are right, lest the form stops them."""
    for model, names in TEXTS.items():
        things = {}
        for row in apps.get_model("lectures", model).objects.order_by("pk"):
            things.setdefault(row.thing_id, []).append(row)
        for rows in things.values():
            original = next((row for row in rows if row.language == settings.LANGUAGE_CODE), rows[0])
            for row in rows:
                if row is not original and any(is_alike(getattr(row, name), getattr(original, name)) for name in names):
                    row.same_as_original = True
                    row.save(update_fields=["same_as_original"])


def is_alike(text, other):
    """Whether both have the same words; spaces make no difference."""
    return text.split() == other.split() and any(character.isalpha() for character in text)


class Migration(migrations.Migration):

    dependencies = [
        ('lectures', '0002_lecturedocument_key_lecturespeaker_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='speakertext',
            name='books',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='speakertext',
            name='old_since',
            field=models.DateTimeField(db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='speakertext',
            name='same_as_original',
            field=models.BooleanField(default=False, help_text='Tick where a name is right as it is in this language, too.', verbose_name='the same in both languages'),
        ),
        migrations.AddField(
            model_name='subjecttext',
            name='books',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='subjecttext',
            name='old_since',
            field=models.DateTimeField(db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='subjecttext',
            name='same_as_original',
            field=models.BooleanField(default=False, help_text='Tick where a name is right as it is in this language, too.', verbose_name='the same in both languages'),
        ),
        migrations.RunPython(tick_what_is_alike, migrations.RunPython.noop),
    ]
