CREATE INDEX "clock_intervals_accept_due" ON "clock_intervals" USING btree ("accept_due") WHERE kind = 'unit';--> statement-breakpoint
CREATE INDEX "clock_intervals_pauses" ON "clock_intervals" USING btree ("issue") WHERE kind = 'pause';--> statement-breakpoint
CREATE INDEX "issues_by_report" ON "issues" USING btree ("reported_at","outcome_at");