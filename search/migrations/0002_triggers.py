from django.db import migrations

TRIGGERS = """
CREATE SEQUENCE search_stamp;

CREATE FUNCTION search_entry_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_in := pg_current_xact_id()::text::bigint;
    NEW.stamp := nextval('search_stamp');
    RETURN NEW;
END $$;

CREATE FUNCTION search_entry_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_removed (key, changed_in, stamp)
    VALUES (OLD.key, pg_current_xact_id()::text::bigint, nextval('search_stamp'));
    RETURN NULL;
END $$;

CREATE TRIGGER written BEFORE INSERT OR UPDATE ON search_entry
FOR EACH ROW EXECUTE FUNCTION search_entry_written();

CREATE TRIGGER removed AFTER DELETE ON search_entry
FOR EACH ROW EXECUTE FUNCTION search_entry_removed();
"""
BACK = """
DROP TRIGGER written ON search_entry;
DROP TRIGGER removed ON search_entry;
DROP FUNCTION search_entry_written();
DROP FUNCTION search_entry_removed();
DROP SEQUENCE search_stamp;
"""


class Migration(migrations.Migration):
    """Every row says in which transaction it was written, whoever writes it: previews write rows as they were."""

    dependencies = [("search", "0001_entries")]

    operations = [migrations.RunSQL(TRIGGERS, BACK)]
