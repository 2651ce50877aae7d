ALTER TABLE "issues" ADD COLUMN "expected_day" text;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "pass_on_due" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "pending_request" jsonb;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "shelving" jsonb;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "returned_by" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "issues_expected" ON "issues" USING btree ("expected_day") WHERE expected_day is not null;--> statement-breakpoint
CREATE INDEX "issues_to_pass_on" ON "issues" USING btree ("pass_on_due") WHERE pass_on_due is not null;--> statement-breakpoint
CREATE INDEX "issues_asked" ON "issues" USING btree ("number") WHERE pending_extension is not null or pending_request is not null;--> statement-breakpoint
CREATE INDEX "issues_shelved" ON "issues" USING btree ("review_day") WHERE status = 'shelved';
--> statement-breakpoint
-- What the events of issues that are there already say: who gave them back and why, why they are shelved, what was promised.
UPDATE "issues" i SET "returned_by" = r.records FROM (
  SELECT e.issue, jsonb_agg(jsonb_build_object('unit', c.unit, 'reason', e.reason, 'at', e.at) ORDER BY e.nth) AS records
  FROM (
    SELECT issue, data ->> 'reason' AS reason, (extract(epoch FROM at) * 1000)::bigint AS at,
      row_number() OVER (PARTITION BY issue ORDER BY seq) AS nth
    FROM events e WHERE type = 'returned' AND NOT EXISTS (SELECT 1 FROM events u WHERE u.issue = e.issue AND u.type = 'undone' AND u.data -> 'events' @> to_jsonb(e.seq))
  ) e
  JOIN (
    SELECT issue, unit, row_number() OVER (PARTITION BY issue ORDER BY seq) AS nth
    FROM clock_intervals WHERE kind = 'unit' AND ended_by = 'returned'
  ) c ON c.issue = e.issue AND c.nth = e.nth
  GROUP BY e.issue
) r WHERE r.issue = i.number;
--> statement-breakpoint
UPDATE "issues" i SET "shelving" = s.shelving FROM (
  SELECT DISTINCT ON (e.issue) e.issue, jsonb_build_object('reason', e.data ->> 'reason', 'leader', e.data ->> 'leader',
    'since', (extract(epoch FROM e.at) * 1000)::bigint, 'continued', 0) AS shelving
  FROM events e WHERE e.type = 'shelved' AND NOT EXISTS (SELECT 1 FROM events u WHERE u.issue = e.issue AND u.type = 'undone' AND u.data -> 'events' @> to_jsonb(e.seq))
  ORDER BY e.issue, e.seq DESC
) s WHERE s.issue = i.number AND i.status = 'shelved';
--> statement-breakpoint
UPDATE "issues" i SET "expected_day" = r.day FROM (
  SELECT DISTINCT ON (e.issue) e.issue, e.at, e.data ->> 'expectedDay' AS day
  FROM events e WHERE e.type = 'replied' AND NOT EXISTS (SELECT 1 FROM events u WHERE u.issue = e.issue AND u.type = 'undone' AND u.data -> 'events' @> to_jsonb(e.seq))
  ORDER BY e.issue, e.seq DESC
) r WHERE r.issue = i.number AND i.replied_at = r.at;
--> statement-breakpoint
UPDATE "issues" SET "pending_extension" = NULL WHERE "status" IN ('withdrawn', 'shelved') AND "pending_extension" IS NOT NULL;
