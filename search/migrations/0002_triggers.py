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

CREATE FUNCTION search_page_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE page_id = OLD.id;
    ELSIF NOT NEW.live THEN
        DELETE FROM search_entry WHERE page_id = NEW.id;
    ELSE
        UPDATE search_entry SET facts = (facts - 'expires') || jsonb_strip_nulls(
            jsonb_build_object('path', NEW.path, 'expires', extract(epoch FROM NEW.expire_at))
        )
        WHERE page_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER search_page_changed AFTER UPDATE ON wagtailcore_page FOR EACH ROW
WHEN ((OLD.live, OLD.expire_at, OLD.path) IS DISTINCT FROM (NEW.live, NEW.expire_at, NEW.path))
EXECUTE FUNCTION search_page_changed();

CREATE TRIGGER search_page_deleted AFTER DELETE ON wagtailcore_page FOR EACH ROW EXECUTE FUNCTION search_page_changed();
"""
BACK = """
DROP TRIGGER search_page_changed ON wagtailcore_page;
DROP TRIGGER search_page_deleted ON wagtailcore_page;
DROP FUNCTION search_page_changed();
DROP TRIGGER written ON search_entry;
DROP TRIGGER removed ON search_entry;
DROP FUNCTION search_entry_written();
DROP FUNCTION search_entry_removed();
DROP SEQUENCE search_stamp;
"""


class Migration(migrations.Migration):
    """Every row says in which transaction it was written, and follows its page, whoever writes either and how.

    Previews write rows as they were; the page tree moves pages in SQL; a page may be taken away by an update.
    """

    dependencies = [("search", "0001_entries"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunSQL(TRIGGERS, BACK)]
