CREATE TABLE "monthly_files" (
	"month" text NOT NULL,
	"edition" smallint NOT NULL,
	"place" smallint NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "monthly_files_month_edition_place_pk" PRIMARY KEY("month","edition","place")
);
--> statement-breakpoint
ALTER TABLE "monthly_files" ADD CONSTRAINT "monthly_files_month_edition_monthly_tables_month_edition_fk" FOREIGN KEY ("month","edition") REFERENCES "public"."monthly_tables"("month","edition") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TRIGGER monthly_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON monthly_files
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
