-- Open questions live ten minutes: those of the old kind are let go.
DROP TABLE "prompts";
--> statement-breakpoint
CREATE TABLE "prompts" (
	"room" text NOT NULL,
	"account" text NOT NULL,
	"question" jsonb NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "prompts_room_account_pk" PRIMARY KEY("room","account")
);
--> statement-breakpoint
CREATE INDEX "issues_undone" ON "issues" USING btree ("reported_at") WHERE status = 'undone';
