CREATE TABLE "follow_ups_taken_back" (
	"result" bigint PRIMARY KEY NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "summons_taken_back" (
	"message" text PRIMARY KEY NOT NULL,
	"summons" integer NOT NULL,
	"settlement" text NOT NULL,
	"settled_at" timestamp(3) with time zone NOT NULL,
	"by" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "follow_ups_taken_back" ADD CONSTRAINT "follow_ups_taken_back_result_follow_up_results_id_fk" FOREIGN KEY ("result") REFERENCES "public"."follow_up_results"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups_taken_back" ADD CONSTRAINT "follow_ups_taken_back_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summons_taken_back" ADD CONSTRAINT "summons_taken_back_summons_summons_number_fk" FOREIGN KEY ("summons") REFERENCES "public"."summons"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summons_taken_back" ADD CONSTRAINT "summons_taken_back_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER follow_ups_taken_back_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON follow_ups_taken_back
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER summons_taken_back_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON summons_taken_back
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
