-- The event log is append-only and tamper-evident: nothing in it is changed or deleted, and each event carries a
-- SHA-256 over its own content and the hash of the event before it.
CREATE FUNCTION events_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  previous text;
BEGIN
  SELECT hash INTO previous FROM events WHERE issue = NEW.issue AND seq = NEW.seq - 1;
  IF previous IS NULL AND NEW.seq > 1 THEN
    RAISE EXCEPTION 'event % of issue % has no event before it', NEW.seq, NEW.issue;
  END IF;
  NEW.hash := encode(
    sha256(convert_to(
      concat_ws('|', previous, NEW.issue, NEW.seq, NEW.type, extract(epoch FROM NEW.at), NEW.actor, NEW.source,
        NEW.data::text, extract(epoch FROM NEW.recorded_at)), 'UTF8')),
    'hex');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER events_seal BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION events_seal();
--> statement-breakpoint
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
--> statement-breakpoint
CREATE TRIGGER monthly_tables_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON monthly_tables
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
--> statement-breakpoint
-- Whatever the directory is built from announces its changes, so that every process renews its copy.
CREATE FUNCTION roster_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('roster', TG_TABLE_NAME);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['units', 'people', 'person_roles', 'accounts', 'clusters', 'teams', 'team_places',
    'team_members', 'rooms', 'categories', 'settings', 'calendar_overrides']
  LOOP
    EXECUTE format('CREATE TRIGGER roster_changed AFTER INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION roster_changed()', name);
  END LOOP;
END $$;
