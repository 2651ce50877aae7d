/** Fills a migrated database with years of made-up work by plain SQL: issues with their clocks, events, reminders and messages. */
import { connect } from '../../db/connect.ts';
import type { Instant } from '../../domain/time.ts';

export interface FillOptions {
  issues: number;
  years: number;
  /** Everything lies before this moment. */
  at: Instant;
  /** Issues and their clocks alone: what the weekly looks read. */
  clocksOnly?: boolean;
}

/**
 * One issue in 40 has a form, one in ten a day its resident was told, one in ten of what was closed was followed up.
 * Half of the issues are closed within four working days or so, one in a thousand is forgotten; a few are shelved,
 * transferred, returned or overdue. Checks and triggers are off meanwhile: what is written is known to be consistent, and
 * the hashes of the event log are not looked at by what is measured.
 */
export async function fill(
  where: { url: string } | { dataDir: string },
  { issues, years, at, clocksOnly = false }: FillOptions,
): Promise<void> {
  // One connection, for what is set holds for it alone; and more time than a command may take.
  const db = await connect({ ...where, maxConnections: 1, statementTimeoutMs: 900_000, answerTimeoutMs: 910_000 });
  try {
    const now = `'${new Date(at).toISOString()}'::timestamptz`;
    await db.query('set session_replication_role = replica', []);
    await db.query('select setseed(0.42)', []);
    await db.query(plan.replaceAll('@now@', now), [issues, years * 365.25]);
    for (const statement of clocksOnly ? clocks : [...clocks, ...others])
      await db.query(statement.replaceAll('@now@', now), []);
    // As autovacuum leaves a database that has been in use.
    await db.query('vacuum analyze', []);
  } finally {
    await db.close();
  }
}

/** What becomes of each issue; moments that lie ahead are null, for they have not come yet. */
const plan = `create temp table plan as
  with cadres as (
    select row_number() over (order by tm.person) - 1 as i, tm.person, array_agg(tp.place) as villages,
      'onebot:group:' || min(r.platform_room) as source
    from team_members tm join team_places tp using (team) join teams t on t.id = tm.team
      join clusters c on c.id = t.cluster join rooms r on r.name = c.name || '群'
    group by tm.person
  ), kinds as (select row_number() over (order by id) - 1 as i, id, unit from categories),
  drawn as (
    select n, @now@ - ($2::float8 * (1 - n::float8 / $1)) * interval '1 day' as reported,
      (n * 7919::bigint) % (select count(*) from cadres) as cadre,
      floor(random() ^ 2 * (select count(*) from kinds))::bigint as kind,
      random() * 0.9 as accepts, -ln(1 - random()) * 4 as takes, random() * 2.5 as replies,
      random() < 0.001 as forgotten, random() < 0.002 as shelved, random() < 0.04 as transferred,
      random() < 0.003 as unrouted, random() < 0.06 as urgent
    from generate_series(1, $1::int) n
  ), placed as (
    select d.*, c.person, c.source, k.id as category,
      c.villages[1 + d.n % array_length(c.villages, 1)] as place, k.unit as category_unit
    from drawn d join cadres c on c.i = d.cadre join kinds k on k.i = d.kind
  ), timed as (
    select p.*, coalesce(category_unit, u.parent) as unit,
      reported + accepts * interval '1 day' as accepted,
      case when not forgotten then reported + (accepts + takes) * interval '1 day' end as done,
      case when not forgotten then reported + (accepts + takes + replies) * interval '1 day' end as replied,
      reported + (accepts + takes / 2) * interval '1 day' as moved
    from placed p join units u on u.id = p.place
  )
  select n, person, source, category, place, unit, reported, urgent, transferred and moved < @now@ as transferred, moved,
    unrouted and reported > @now@ - interval '20 days' as unrouted,
    shelved and accepted < @now@ as shelved,
    case when accepted < @now@ then accepted end as accepted,
    case when done < @now@ and not shelved then done end as done,
    case when replied < @now@ and not shelved then replied end as replied,
    reported + case when urgent then interval '4 days' else interval '7 days' end as due
  from timed`;

// Each table in the order in which it would have been written: how rows lie decides which plan is the quickest.
const clocks: readonly string[] = [
  `update plan set accepted = null, done = null, replied = null, transferred = false, shelved = false where unrouted`,
  `insert into issues (number, version, status, reported_at, reporter, duty, source, place, content, category, urgency, route,
      unit, holding, assigned_at, accept_due, accepted_at, handling_at, due, total_due, outcome, outcome_at, reply_due,
      reply_kind, replied_at, closed_at, extensions, returns, reopened, touched_at, review_day, shelved_due, shelved_total_due,
      form, expected_day, pass_on_due)
    select n, 2, case when unrouted then 'returned' when shelved then 'shelved' when replied is not null then 'closed'
        when done is not null then 'awaitingReply' when accepted is not null then 'handling' else 'reported' end,
      reported, person, person, source, place, '村口路灯坏了半个月，晚上出行不安全，群众多次反映，希望尽快派人来看（第' || n || '件）',
      category, case when urgent then 'urgent' else 'normal' end, case when n % 40 = 0 then 'handover' else 'platform' end, case when not unrouted then unit end,
      case when transferred then 2 else 1 end, reported, reported + interval '1 day', accepted, accepted,
      case when not shelved and not unrouted then due end, case when not shelved then due end,
      case when done is not null then '已派人处理完毕' end, done, done + interval '2 days',
      case when replied is not null then 1 end, replied, replied, 0, unrouted::int, 0,
      coalesce(replied, done, accepted, reported),
      case when shelved then '2027-01-04' end, case when shelved then due end, case when shelved then due end,
      case when n % 40 = 0 then jsonb_build_object('year', extract(year from reported)::int, 'number', n / 40, 'leader', 1,
        'note', null, 'by', 1, 'at', (extract(epoch from reported) * 1000)::float8) end,
      case when n % 10 = 3 then to_char(due + interval '2 days', 'YYYY-MM-DD') end,
      case when n % 10 = 7 and done is null and accepted is not null then accepted + interval '5 days' end
    from plan order by n`,
  `insert into clock_intervals (issue, seq, kind, unit, started_at, ended_at, ended_by, accept_due, accepted_at, due)
    select * from (
      select n, 1 as seq, 'total', null::int, reported, replied, case when replied is not null then 'replied' end,
      null::timestamptz, null::timestamptz, null::timestamptz from plan
    union all
    select n, 2, 'office', null, reported, case when not unrouted then reported end,
      case when not unrouted then 'assigned' end, null, null, null from plan
    union all
    select n, 3, 'unit', (unit % 40) + 1, reported, moved, 'transferred', reported + interval '1 day', accepted, due
    from plan where transferred
    union all
    select n, case when transferred then 4 else 3 end, 'unit', unit, case when transferred then moved else reported end,
      done, case when done is not null then 'outcome' end, reported + interval '1 day', accepted,
      case when not shelved then due end
    from plan where not unrouted
    union all
    select n, 5, 'pause', null, accepted, null, null, null, null, null from plan where shelved
    union all
    select n, 6, 'reply', null, done, replied, case when replied is not null then 'replied' end, null, null,
      done + interval '2 days' from plan where done is not null
    ) clocks order by n, seq`,
];
const others: readonly string[] = [
  `insert into events (issue, seq, type, at, actor, source, data, recorded_at)
    select n, row_number() over (partition by n order by at, seq), type, at, actor, source || ':' || (n * 10 + seq), data, at
    from (
      select n, 1 as seq, 'reported' as type, reported as at, person as actor, source,
        jsonb_build_object('content', '村口路灯坏了半个月，晚上出行不安全', 'category', category) as data from plan
      union all select n, 2, 'assigned', reported, person, source, jsonb_build_object('unit', unit, 'reason', '类别的主管单位')
        from plan where not unrouted
      union all select n, 3, 'accepted', accepted, 1, source, '{}' from plan where accepted is not null
      union all select n, 4, 'outcomeRecorded', done, 1, source, '{"text": "已派人处理完毕"}' from plan where done is not null
      union all select n, 5, 'replied', replied, person, source, '{"kind": 1, "closes": true}' from plan
        where replied is not null
    ) happened order by n, seq`,
  `insert into reminders (issue, holding, step, unit, at, state, decided_by, decided_at)
    select n, 1, step, unit, least(due + days * interval '1 day', @now@ - interval '1 minute'),
      case when steps.place < 3 then 'taken' when due > @now@ - interval '30 days' then 'drafted' else 'confirmed' end, null, null
    from plan, (values (1, 'remind', 1), (2, 'urge', 4), (3, 'supervise', 7), (4, 'circulate', 14)) as steps(place, step, days)
    where not unrouted and not shelved and coalesce(done, @now@) > due + days * interval '1 day'`,
  `insert into outbox (dedupe_key, platform, room, issue, segments, state, created_at, run_at, platform_message, delivered_at)
    select source || ':' || n || ':' || part || '>' || source, 'onebot', source, n,
      jsonb_build_array(jsonb_build_object('type', 'text', 'text',
        '已登记 #' || n || ' 道路交通\n地点：城厢街道拱秀社区\n责任单位：交通运输局\n期限：10月13日（周二）前受理，10月19日（周一）前办结')),
      'delivered', reported + part * interval '1 second', reported, (n * 3 + part)::text, reported + part * interval '2 seconds'
    from plan, generate_series(0, 2) as part order by n, part`,
  `insert into follow_ups (month, issue, holding, unit, inspector, drawn_at, pending)
    select to_char(replied, 'YYYY-MM'), n, case when transferred then 2 else 1 end, unit, 1, replied, n % 100 = 1
    from plan where n % 10 = 1 and not unrouted and replied < date_trunc('month', @now@ - interval '1 month')`,
  `insert into follow_up_results (issue, holding, unit, by, at, outcome, satisfaction, source)
    select issue, holding, unit, 1, drawn_at + interval '20 days', 'solved', 'satisfied', 'result:' || issue
    from follow_ups where issue % 100 <> 1 order by issue`,
  `insert into due_reminders (subject, number, part, due, stage, slot)
    select 'promised', n, 0, to_char(due + interval '2 days', 'YYYY-MM-DD'), 'today', due + interval '2 days'
    from plan where n % 10 = 3 and due < @now@ - interval '3 days'`,
  `insert into visits (source, cadre, day, recorded_at, kind, session, place, households, note)
    select 'visit:' || n, person, to_char(reported, 'YYYY-MM-DD'), reported, 'visit', 'day', place, 2, ''
    from plan where n % 4 = 0 order by n`,
  `insert into inspections (kind, unit, inspector, at, source)
    select 'onSite', unit, 1, reported, 'inspection:' || n from plan where n % 200 = 0 and not unrouted order by n`,
  `insert into findings (inspection, seq, unit, text, due)
    select number, 1, unit, '台账不全', to_char(at + interval '10 days', 'YYYY-MM-DD') from inspections order by number`,
  `insert into supervision_events (subject, number, seq, type, at, actor, source, data)
    select 'finding', f.number, 1, 'settled', i.at + interval '5 days', 1, 'settled:' || f.number, '{}'
    from findings f join inspections i on i.number = f.inspection where i.at < @now@ - interval '6 days'`,
  // A room that lags behind, and one message in each of the others: what delivery finds after a short outage.
  `insert into outbox (dedupe_key, platform, room, issue, segments, state, created_at, run_at)
    select 'waiting:' || n, 'onebot', case when n % 2 = 0 then 'onebot:group:30000001' else source end, n,
      '[{"type": "text", "text": "本群今日提醒"}]', 'waiting', @now@ - interval '5 minutes', @now@ - interval '5 minutes'
    from plan where n <= 400`,
  `insert into inbox (room, message_id, at)
    select source, (n * 10)::text, reported from plan where reported > @now@ - interval '30 days'`,
  `insert into flags (kind, unit, day, state, evidence, raised_at)
    select 'untouched', u.id, to_char(week, 'YYYY-MM-DD'), 'dismissed', '{"issues": []}', week
    from (select id from units where kind in ('department', 'town') limit 20) u,
      generate_series(@now@ - interval '104 weeks', @now@ - interval '8 weeks', interval '1 week') week`,
  `select setval('issues_number_seq', (select max(number) from issues)), setval('outbox_id_seq', (select max(id) from outbox))`,
];
