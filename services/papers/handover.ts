/** 问题交办单 as documents: to people in private, for they tell what residents said. */
import { loadIssue } from '../../db/commit.ts';
import type { HandoverFormPaper } from '../../domain/handover-form.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { namedFor } from '../../wording/format.ts';
import { handoverFormFile, handoverFormPaper } from '../../wording/papers/handover-form.ts';
import { tell } from '../answer.ts';
import { sourceOf, type Core, type MessageContext } from '../core.ts';
import { handoverForm } from '../handover/form.ts';
import type { Outgoing } from '../issues/outgoing.ts';
import { paperFile } from './paper.ts';

const signedBy = (core: Pick<Core, 'readers'>): string => core.readers().rules.settings['paper.signedBy'];

export const formFile = (core: Pick<Core, 'readers' | 'log'>, form: HandoverFormPaper): Promise<OutgoingSegment[]> =>
  paperFile(core, handoverFormFile(form), handoverFormPaper(form, signedBy(core)));

/** Once for the message that issued it: to who issued it, the leader it names and the leads of the unit. */
export async function sendIssuedForm(ctx: MessageContext, issue: number, leader: number): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const { directory } = rules;
  const [form, state] = await Promise.all([handoverForm(core, issue, now), loadIssue(core.db, issue)]);
  if (form === null || state === null) return;
  const segments = await formFile(core, form);
  if (segments.length === 0) return;
  const leads = state.unit === null ? [] : namedFor(directory, state.unit, 'unitLead');
  const people = new Set([actor.id, leader, ...leads.map(({ id }) => id)]);
  const outgoing = [...people].flatMap((id): Outgoing[] => {
    const person = directory.person(id);
    const address = person === undefined ? null : core.reach.privately(person);
    return address === null ? [] : [{ address, segments }];
  });
  await tell(core, outgoing, `${sourceOf(ctx)}:form`, now);
}
