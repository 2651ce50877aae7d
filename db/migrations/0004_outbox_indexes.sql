DROP INDEX "outbox_undelivered";--> statement-breakpoint
CREATE INDEX "outbox_given_up" ON "outbox" USING btree ("created_at") WHERE state in ('dead', 'suppressed', 'unknown');