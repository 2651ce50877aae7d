/** 网格: which inspector looks after which unit; whose unit is nobody's, all look after. */
import { gridWith, gridWithout } from '../../domain/arrangement.ts';
import { groupBy } from '../../domain/group-by.ts';
import { accountability } from '../../domain/issue/rules.ts';
import { message } from '../../wording/format.ts';
import { gridRefusals } from '../../wording/refusals/grid.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer } from '../answer.ts';
import { arrangeFor } from '../arrangements/arrange.ts';
import type { MessageContext } from '../core.ts';
import { permitted } from '../permitted.ts';

/** Everything that is allocated, by inspector. */
export async function showGrid(ctx: MessageContext): Promise<void> {
  const { directory } = ctx.rules;
  const cells = groupBy(directory.data.grid ?? [], ({ inspector }) => inspector);
  const lines = [...cells].map(
    ([inspector, units]) =>
      `${directory.person(inspector)?.name ?? '已不在名册'}：${units.map(({ unit }) => directory.unitName(unit)).join('、')}`,
  );
  await answer(
    ctx,
    message(
      lines.length === 0
        ? nothingThere.grid()
        : ['督查网格：', ...lines, '没有列出的单位由所有督查联络员负责。'].join('\n'),
    ),
  );
}

/** Allocates units to an inspector, or takes them away. The answer says how it is now, however often it is said. */
export async function changeGrid(
  ctx: MessageContext,
  name: string,
  units: readonly number[],
  takeAway: boolean,
): Promise<void> {
  const { directory } = ctx.rules;
  if (!(await permitted(ctx, 'changeGrid'))) return;
  const below = units.find((unit) => accountability(directory, unit)?.unit !== unit);
  if (below !== undefined) {
    await answer(ctx, message(gridRefusals.notAnswerable(directory.unitName(below))));
    return;
  }
  // Who only stands in for one is given nothing that outlasts it.
  const inspectors = directory.everyHolderOf('inspector', false);
  const [inspector, ...others] = inspectors.filter((person) => person.name === name);
  if (inspector === undefined || others.length > 0) {
    const known = inspectors.map((person) => person.name).join('、');
    await answer(
      ctx,
      message(
        inspector === undefined
          ? gridRefusals.noInspector(name, known)
          : gridRefusals.namesakes(name, others.length + 1),
      ),
    );
    return;
  }
  await arrangeFor(ctx, 'grid', String(inspector.id), (before) =>
    takeAway ? gridWithout(before, units) : gridWith(before, units),
  );
  const names = units.map((unit) => directory.unitName(unit)).join('、');
  await answer(ctx, message(`网格：${names}${takeAway ? '不再由' : '由'}${name}负责。`));
}
