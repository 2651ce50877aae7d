/** What stands of the event log: an event that was taken back stays in it and counts nowhere. */

/** For `where`: an event that counts. `e` is the alias of `events`. */
export const stands = (e: string): string => `${e}.type <> 'undone' and not exists (
    select 1 from events u where u.issue = ${e}.issue and u.type = 'undone' and u.data -> 'events' @> to_jsonb(${e}.seq))`;

/** For `where`: what a resident said, not taken back, neither by itself nor with the reopening that came of it. `r`: `follow_up_results`. */
export const notTakenBack = (r: string): string => `not exists (
    select 1 from events u where u.issue = ${r}.issue and u.type = 'undone' and u.data ->> 'source' = ${r}.source)
    and not exists (select 1 from follow_ups_taken_back b where b.result = ${r}.id)`;
