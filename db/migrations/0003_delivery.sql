CREATE TABLE "channels" (
	"platform" text PRIMARY KEY NOT NULL,
	"heard_until" timestamp(3) with time zone,
	"away_at" timestamp(3) with time zone,
	"reason" text,
	"told_at" timestamp(3) with time zone,
	"last_away_at" timestamp(3) with time zone,
	"last_back_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox_parts" (
	"outbox" bigint NOT NULL,
	"part" smallint NOT NULL,
	"room" text NOT NULL,
	"platform_message" text NOT NULL,
	CONSTRAINT "outbox_parts_outbox_part_pk" PRIMARY KEY("outbox","part")
);
--> statement-breakpoint
DROP INDEX "outbox_dead";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "parts_out" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "shape" jsonb;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "batch" text;--> statement-breakpoint
ALTER TABLE "outbox_parts" ADD CONSTRAINT "outbox_parts_outbox_outbox_id_fk" FOREIGN KEY ("outbox") REFERENCES "public"."outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_parts_by_platform_message" ON "outbox_parts" USING btree ("room","platform_message");--> statement-breakpoint
CREATE INDEX "outbox_undelivered" ON "outbox" USING btree ("state","platform","created_at") WHERE state <> 'delivered';