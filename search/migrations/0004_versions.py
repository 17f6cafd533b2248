import django.utils.timezone
from django.db import migrations, models

# Commits that change the index are numbered in the order in which they commit: the trigger is deferred to the end of the
# transaction, and whoever has taken a number keeps the one row that it comes from until its commit is through.
NUMBERS = """
DROP TRIGGER search_page_changed ON wagtailcore_page;
DROP TRIGGER search_page_deleted ON wagtailcore_page;
DROP FUNCTION search_page_changed();

CREATE OR REPLACE FUNCTION search_entry_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.version IS NOT DISTINCT FROM OLD.version THEN
        NEW.version := NULL;
    END IF;
    NEW.changed_in := pg_current_xact_id()::text::bigint;
    NEW.stamp := nextval('search_stamp');
    RETURN NEW;
END $$;

CREATE FUNCTION search_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    next bigint;
BEGIN
    IF EXISTS (SELECT FROM search_entry WHERE version IS NULL)
        OR EXISTS (SELECT FROM search_removed WHERE version IS NULL)
    THEN
        INSERT INTO search_indexversion (id, number, pruned) VALUES (1, 1, 0)
        ON CONFLICT (id) DO UPDATE SET number = search_indexversion.number + 1 RETURNING number INTO next;
        UPDATE search_entry SET version = next WHERE version IS NULL;
        UPDATE search_removed SET version = next WHERE version IS NULL;
    END IF;
    RETURN NULL;
END $$;

UPDATE search_entry SET version = 0;
UPDATE search_removed SET version = 0;

CREATE CONSTRAINT TRIGGER numbered AFTER INSERT OR UPDATE ON search_entry DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.version IS NULL) EXECUTE FUNCTION search_number();

CREATE CONSTRAINT TRIGGER numbered AFTER INSERT ON search_removed DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.version IS NULL) EXECUTE FUNCTION search_number();
"""


class Migration(migrations.Migration):
    """The index is followed by numbers in the order of commits, and no trigger is on Wagtail's table any more.

    The columns and the table of before are kept for the processes of the version before, until they are restarted.
    """

    dependencies = [("search", "0003_steering")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField("entry", "changed_in"),
                migrations.RemoveField("entry", "stamp"),
                migrations.RemoveField("removed", "changed_in"),
                migrations.RemoveField("removed", "stamp"),
                migrations.DeleteModel("snapshot"),
            ]
        ),
        migrations.AddField(
            "entry", "version", models.BigIntegerField(null=True, editable=False, db_index=True)
        ),
        migrations.AddField(
            "removed", "version", models.BigIntegerField(null=True, editable=False, db_index=True)
        ),
        migrations.CreateModel(
            "IndexVersion",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField()),
                ("pruned", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            "Snapshot",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.BigIntegerField()),
                ("code", models.CharField(max_length=80)),
                ("content", models.BinaryField()),
            ],
            options={"db_table": "search_base"},
        ),
        migrations.RunSQL(NUMBERS, migrations.RunSQL.noop),
    ]
