-- Who reported an issue has had the duty for it so far.
ALTER TABLE "issues" ADD COLUMN "duty" integer;--> statement-breakpoint
UPDATE "issues" SET "duty" = "reporter";--> statement-breakpoint
ALTER TABLE "issues" ALTER COLUMN "duty" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_duty_people_id_fk" FOREIGN KEY ("duty") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "issues_by_duty" ON "issues" USING btree ("duty","number");
