from django.db import migrations

# As the history library installs it, but a context that stands is never changed: every `traced` block has its own.
ATTACH = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
    DECLARE
        _id uuid := NULLIF(current_setting('pghistory.context_id', true), '');
        _metadata jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '');
    BEGIN
        IF _id IS NULL OR _metadata IS NULL THEN
            RETURN NULL;
        END IF;
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
            VALUES (_id, _metadata, now(), now()) ON CONFLICT (id) DO NOTHING;
        RETURN _id;
    END;
$$ LANGUAGE plpgsql
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_history"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(ATTACH, migrations.RunSQL.noop)]
