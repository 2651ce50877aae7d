/** What the console's form of materials offers to choose from. */
import { openForms } from '../../db/handover.ts';
import { listOrders } from '../../db/ladder.ts';
import { firstReport } from '../../db/materials.ts';
import { teamName } from '../../domain/directory.ts';
import { periodOf } from '../../domain/period.ts';
import { addMonths, monthOf, type Instant, type Month } from '../../domain/time.ts';
import { surgeName, weekWords } from '../../wording/emerging.ts';
import { quarterWords } from '../../wording/handover.ts';
import { orderNumber } from '../../wording/ladder.ts';
import { formNumber } from '../../wording/routes.ts';
import { monthWords } from '../../wording/tables.ts';
import type { Core } from '../core.ts';
import { recentEmerging } from '../emerging/show.ts';

export interface Choice {
  value: string;
  label: string;
}

export interface Choices {
  /** Newest first. */
  months: Choice[];
  quarters: Choice[];
  departments: Choice[];
  towns: Choice[];
  clusters: Choice[];
  /** Teams, and cadres with their unit where others have the same name. */
  diarists: string[];
  orders: Choice[];
  forms: Choice[];
  emerging: Choice[];
}

/** Most months offered: two years. */
const MONTHS = 24;
const QUARTER = 3;
/** Papers offered by name; others are had by their number. */
const LISTED = 40;

const itself = (name: string): Choice => ({ value: name, label: name });

export async function materialChoices(core: Pick<Core, 'db' | 'readers'>, now: Instant): Promise<Choices> {
  const { directory } = core.readers();
  const [first, orders, forms, emerging] = await Promise.all([
    firstReport(core.db),
    listOrders(core.db, LISTED),
    openForms(core.db),
    recentEmerging(core, now, null),
  ]);
  const months = monthsSince(monthOf(first ?? now), monthOf(now));
  const quarters = [...new Set(months.map((month) => periodOf(`${month}-01`, QUARTER).from))];
  const unitsOf = (wanted: 'department' | 'town'): Choice[] =>
    directory.data.units
      .filter(({ kind }) => kind === wanted)
      .map(({ id, name }) => ({ value: String(id), label: name }));
  return {
    months: months.map((month) => ({ value: month, label: monthWords(month) })),
    quarters: quarters.map((from) => itself(quarterWords(periodOf(from, QUARTER)))),
    departments: unitsOf('department'),
    towns: unitsOf('town'),
    clusters: [...new Set(directory.data.teams.map(({ cluster }) => cluster))].map(itself),
    diarists: [
      ...directory.data.teams.map(teamName),
      ...directory.everyHolderOf('cadre').map(({ name, unit }) => {
        const several = directory.peopleNamed(name).length > 1;
        return several ? `${name} ${directory.unitName(unit)}` : name;
      }),
    ],
    orders: orders.map((order) => ({
      value: `${order.number}号`,
      label: `${orderNumber(order)}　#${order.issue} ${directory.unitName(order.unit)}`,
    })),
    forms: forms
      .slice(-LISTED)
      .reverse()
      .flatMap(({ form, number, unit }) =>
        form === null
          ? []
          : [{ value: `#${number}`, label: `${formNumber(form)}　#${number} ${directory.unitName(unit)}` }],
      ),
    emerging: emerging.map((one) => ({
      value: String(one.id),
      label: `${one.id}　${surgeName(one, directory)}　${weekWords(one.week)}`,
    })),
  };
}

function monthsSince(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = last; month >= first && months.length < MONTHS; month = addMonths(month, -1)) months.push(month);
  return months;
}
