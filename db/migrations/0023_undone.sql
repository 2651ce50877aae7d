ALTER TABLE "joint_item_surges" DROP CONSTRAINT "joint_item_surges_source_unique";--> statement-breakpoint
-- An emerging issue whose joint item was taken back is made another.
ALTER TABLE "joint_item_surges" DROP CONSTRAINT "joint_item_surges_pkey";--> statement-breakpoint
ALTER TABLE "joint_item_surges" ADD PRIMARY KEY ("source");--> statement-breakpoint
CREATE INDEX "joint_item_surges_by_emerging" ON "joint_item_surges" USING btree ("emerging");--> statement-breakpoint
-- What was decided about flags so far stood in their rows alone.
INSERT INTO "supervision_events" ("subject", "number", "seq", "type", "at", "actor", "source", "data")
SELECT 'flag', f."id",
  1 + coalesce((SELECT max(s."seq") FROM "supervision_events" s WHERE s."subject" = 'flag' AND s."number" = f."id"), 0),
  f."state", f."decided_at", f."decided_by", 'decided:' || f."id",
  CASE f."state" WHEN 'dismissed' THEN jsonb_build_object('reason', f."reason")
    ELSE jsonb_build_object('rectification', (
      SELECT min(c."number") FROM "supervision_events" c
      WHERE c."subject" = 'rectification' AND c."type" IN ('suggested', 'joined') AND (c."data" ->> 'flag')::int = f."id"))
  END
FROM "flags" f WHERE f."state" <> 'draft' AND f."decided_at" IS NOT NULL;
