/** What people take away, asked for in the console: tables, documents, charts; made by the services chat uses. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { OutgoingSegment } from '../domain/message.ts';
import type { Month } from '../domain/time.ts';
import { chartKinds } from '../services/charts/of-kind.ts';
import type { MaterialAsked } from '../services/materials/asked.ts';
import type { Choices } from '../services/materials/choices.ts';
import { ledgerCounted, ledgerName } from '../wording/ledger.ts';
import { consoleRefusals } from '../wording/refusals/console.ts';
import { contentTypeOf } from './content.ts';

export interface Materials {
  choices(): Promise<Choices>;
  /** Issues in the ledger of a unit, or of all, reported in a month or ever. */
  ledgerCount(unit: number | null, month: Month | null): Promise<number>;
  make(asked: MaterialAsked): Promise<OutgoingSegment[]>;
}

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);
const id = z.int().min(1).max(2_000_000_000);
const words = z.string().trim().max(100);

const asked: z.ZodType<MaterialAsked> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['table', 'report', 'circular']), month }),
  z.object({ kind: z.literal('chart'), chart: z.enum(chartKinds), unit: id.nullable() }),
  z.object({ kind: z.literal('coverage'), scope: words, month: month.nullable() }),
  z.object({ kind: z.literal('diary'), of: words, period: words }),
  z.object({ kind: z.enum(['order', 'form']), number: words }),
  z.object({ kind: z.literal('pack'), quarter: words }),
  z.object({ kind: z.literal('emerging'), number: id.nullable() }),
]);
const ledger = z.object({ kind: z.literal('ledger'), unit: id.nullable(), month: month.nullable() });

type Part =
  | { type: 'text'; text: string }
  | { type: 'image'; name: string; mime: string; data: string; alt: string }
  | { type: 'file'; name: string; mime: string; data: string }
  | { type: 'file'; name: string; url: string };

/** A part of what was made as the page gets it; bytes go along, for nothing of it is kept here. */
function shown(segment: OutgoingSegment): Part[] {
  if (segment.type === 'text') return [{ type: 'text', text: segment.text }];
  if (segment.type !== 'image' && segment.type !== 'file') return [];
  const { name, data } = segment;
  const bytes = { name, mime: contentTypeOf(name), data };
  return [segment.type === 'image' ? { type: 'image', ...bytes, alt: segment.alt } : { type: 'file', ...bytes }];
}

/** However long the ledger is, it goes out as a stream, from an address of its own. */
function ledgerParts({ unit, month }: z.infer<typeof ledger>, found: number): Part[] {
  if (found === 0) return [{ type: 'text', text: consoleRefusals.noIssues() }];
  const query = new URLSearchParams({
    ...(unit === null ? {} : { unit: String(unit) }),
    ...(month === null ? {} : { month }),
  });
  return [
    { type: 'text', text: ledgerCounted(found) },
    { type: 'file', name: ledgerName, url: `/api/ledger?${query.toString()}` },
  ];
}

export function materialRoutes({ choices, ledgerCount, make }: Materials): Hono {
  const app = new Hono();
  app.get('/', async (c) => c.json(await choices()));
  // It costs work, so it is no plain link: the guard lets JSON of this page alone through.
  app.post('/', async (c) => {
    const body: unknown = await c.req.json().catch(() => null);
    const sheet = ledger.safeParse(body);
    if (sheet.success)
      return c.json({ parts: ledgerParts(sheet.data, await ledgerCount(sheet.data.unit, sheet.data.month)) });
    const read = asked.safeParse(body);
    if (!read.success) return c.json({ error: consoleRefusals.notWhole() }, 400);
    return c.json({ parts: (await make(read.data)).flatMap(shown) });
  });
  return app;
}
