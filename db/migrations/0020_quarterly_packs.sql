CREATE TABLE "quarterly_packs" (
	"quarter" text NOT NULL,
	"edition" smallint NOT NULL,
	"issued_at" timestamp(3) with time zone NOT NULL,
	"issued_by" integer,
	"pack" jsonb NOT NULL,
	"file_name" text,
	"file" "bytea",
	CONSTRAINT "quarterly_packs_quarter_edition_pk" PRIMARY KEY("quarter","edition")
);
--> statement-breakpoint
ALTER TABLE "quarterly_packs" ADD CONSTRAINT "quarterly_packs_issued_by_people_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER quarterly_packs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quarterly_packs
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
