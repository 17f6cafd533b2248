"""What staff steer the search with, who may do so, and a stamp that is another whenever words or choices are."""

import django.core.validators
import django.db.models.deletion
import home.snippets.texts
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


EDITORS, TRANSLATORS, REVIEWERS = "Redaktörer", "Översättare", "Granskare"
EVERYTHING = ("add", "change", "delete", "view")
PERMISSIONS = {
    "term": {EDITORS: EVERYTHING, REVIEWERS: EVERYTHING, TRANSLATORS: ("add", "change", "view")},
    "promotion": {EDITORS: EVERYTHING, REVIEWERS: EVERYTHING},
    "mustfind": {EDITORS: EVERYTHING, REVIEWERS: EVERYTHING},
    "asked": {EDITORS: ("view",), REVIEWERS: ("view",), TRANSLATORS: ("view",)},
}
STAMPED = ("search_term", "search_promotion", "search_promotedpage")
STAMP = """
INSERT INTO search_steered (id, stamp) VALUES (1, gen_random_uuid());

CREATE FUNCTION search_steered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_steered (id, stamp) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET stamp = EXCLUDED.stamp;
    RETURN NULL;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER steered AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION search_steered();
"""
    for table in STAMPED
)
BACK = "".join(f"DROP TRIGGER steered ON {table};\n" for table in STAMPED) + "DROP FUNCTION search_steered();"


def say_who_may_what(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for model, groups in PERMISSIONS.items():
        content_type, _created = ContentType.objects.get_or_create(app_label="search", model=model)
        for name, actions in groups.items():
            for action in actions:
                permission, _created = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {model}"},
                )
                for group in Group.objects.filter(name=name):
                    group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_triggers'),
        ('home', '0003_groups'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Steered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stamp', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField(default=dict, help_text='Words and expressions that mean the same, with commas between: safety, security. At least two in all; a language may be empty. Inflected forms (word, words) are found anyway and need not be written.', verbose_name='words')),
                ('name', models.TextField(editable=False, verbose_name='words')),
            ],
            options={
                'verbose_name': 'words with one meaning',
                'verbose_name_plural': 'words with one meaning',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(verbose_name='week')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('question', models.CharField(max_length=80, verbose_name='question')),
                ('times', models.PositiveIntegerField(verbose_name='times')),
                ('nothing', models.PositiveIntegerField(verbose_name='gave nothing')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'constraints': [models.UniqueConstraint(fields=('week', 'language', 'question'), name='asked_once_a_week')],
            },
        ),
        migrations.CreateModel(
            name='MustFind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(help_text='What a visitor types in the search box. Capitals and punctuation make no difference.', max_length=120, verbose_name='question')),
                ('language', models.CharField(choices=home.snippets.texts.content_languages, default='sv', help_text='The language of the site in which it is typed.', max_length=12, verbose_name='language')),
                ('key', models.CharField(editable=False, max_length=240)),
                ('within', models.PositiveSmallIntegerField(default=3, help_text='How far down it may stand: 1 means first of all. At most 20.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='among the first')),
                ('page_title', models.CharField(editable=False, max_length=255)),
                ('verdict', models.CharField(choices=[('unknown', 'not checked yet'), ('found', 'found'), ('low', 'too far down'), ('missing', 'not found'), ('hidden', 'the page is not public'), ('deleted', 'the page has been deleted')], default='unknown', editable=False, max_length=10)),
                ('place', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('checked_at', models.DateTimeField(editable=False, null=True)),
                ('is_due', models.BooleanField(default=True, editable=False)),
                ('page', models.ForeignKey(help_text='The page that answers the question. In another language it counts as the same page.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'page that must be found',
                'verbose_name_plural': 'pages that must be found',
                'ordering': ['key', 'language', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(help_text='What a visitor types in the search box. Capitals and punctuation make no difference.', max_length=120, verbose_name='question')),
                ('language', models.CharField(choices=home.snippets.texts.content_languages, default='sv', help_text='The language of the site in which it is typed.', max_length=12, verbose_name='language')),
                ('key', models.CharField(editable=False, max_length=240)),
                ('valid_until', models.DateField(blank=True, help_text='The last day. Empty: until it is removed.', null=True, verbose_name='valid until')),
            ],
            options={
                'verbose_name': "editors' choice",
                'verbose_name_plural': "editors' choices",
                'ordering': ['key', 'language', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('key', 'language'), name='one_choice_per_question')],
            },
        ),
        migrations.CreateModel(
            name='PromotedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', models.ForeignKey(help_text='A page that is not published is left out until it is.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('promotion', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='search.promotion')),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.RunSQL(STAMP, BACK),
        migrations.RunPython(say_who_may_what, migrations.RunPython.noop),
    ]
