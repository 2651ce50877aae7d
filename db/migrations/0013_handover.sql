ALTER TABLE "issues" ADD COLUMN "route_reason" text;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "proposal" jsonb;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "form" jsonb;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "decisions" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "parent" integer;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "parts" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_parent_issues_number_fk" FOREIGN KEY ("parent") REFERENCES "public"."issues"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "issues_form" ON "issues" USING btree (((form ->> 'year')::int),((form ->> 'number')::int));--> statement-breakpoint
CREATE INDEX "issues_parts" ON "issues" USING btree ("parent") WHERE parent is not null;--> statement-breakpoint
CREATE INDEX "issues_with_decisions" ON "issues" USING btree ("number") WHERE outcome_at is null and closed_at is null and decisions <> '[]';