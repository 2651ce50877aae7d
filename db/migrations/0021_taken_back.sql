CREATE TABLE "steps_taken_back" (
	"source" text PRIMARY KEY NOT NULL,
	"issue" integer NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"message" text NOT NULL,
	"steps" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "inspections" ADD COLUMN "withdrawn_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "steps_taken_back" ADD CONSTRAINT "steps_taken_back_issue_issues_number_fk" FOREIGN KEY ("issue") REFERENCES "public"."issues"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "steps_taken_back" ADD CONSTRAINT "steps_taken_back_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inspections_by_inspector" ON "inspections" USING btree ("inspector","at");--> statement-breakpoint
CREATE INDEX "supervision_events_by_actor" ON "supervision_events" USING btree ("actor","at");--> statement-breakpoint
CREATE INDEX "reminders_by_decider" ON "reminders" USING btree ("decided_by","decided_at") WHERE decided_by is not null;--> statement-breakpoint
CREATE TRIGGER steps_taken_back_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON steps_taken_back
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
