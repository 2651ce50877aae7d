ALTER TABLE "supervision_events" ALTER COLUMN "actor" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD COLUMN "pending" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "day_named" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "follow_ups_pending" ON "follow_ups" USING btree ("month","issue") WHERE pending;--> statement-breakpoint
UPDATE "follow_ups" f SET "pending" = false WHERE EXISTS (
  SELECT 1 FROM "follow_up_results" r WHERE r."issue" = f."issue" AND r."holding" = f."holding"
);
