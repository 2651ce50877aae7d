CREATE TABLE "calendar_years" (
	"year" smallint PRIMARY KEY NOT NULL,
	"imported_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendars_applied" (
	"at" timestamp(3) with time zone PRIMARY KEY NOT NULL,
	"basis" jsonb NOT NULL,
	"done" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calendar_overrides" ADD COLUMN "announced" smallint;--> statement-breakpoint
CREATE TRIGGER roster_changed AFTER INSERT OR UPDATE OR DELETE ON "calendar_years"
  FOR EACH STATEMENT EXECUTE FUNCTION roster_changed();
