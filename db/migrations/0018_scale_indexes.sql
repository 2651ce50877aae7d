DROP INDEX "clock_intervals_ended";--> statement-breakpoint
CREATE INDEX "outbox_with_bytes" ON "outbox" USING btree ("delivered_at") WHERE state = 'delivered' and jsonb_path_exists(segments, '$[*] ? (@.data != "")');--> statement-breakpoint
CREATE INDEX "events_undone" ON "events" USING btree ("issue") WHERE type = 'undone';--> statement-breakpoint
CREATE INDEX "issues_closed" ON "issues" USING btree ("closed_at") WHERE status = 'closed';--> statement-breakpoint
CREATE INDEX "issues_expected_open" ON "issues" USING btree ("expected_day") WHERE expected_day is not null and closed_at is null;--> statement-breakpoint
CREATE INDEX "issues_forms" ON "issues" USING btree (coalesce(least(outcome_at, closed_at), 'infinity'::timestamptz)) WHERE form is not null;--> statement-breakpoint
CREATE INDEX "clock_intervals_ended" ON "clock_intervals" USING btree ("ended_at","started_at") WHERE kind = 'unit';