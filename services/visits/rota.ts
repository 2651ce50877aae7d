/** 排班: which days a team visits where it differs from the district. */
import { teamName } from '../../domain/directory.ts';
import { readRota, type RotaChange } from '../../domain/text/rota.ts';
import { may, mayEverywhere } from '../../domain/permitted.ts';
import { noRota, programmeOf, type TeamRota } from '../../domain/visits/programme.ts';
import { message } from '../../wording/format.ts';
import { rotaChanged, rotaList } from '../../wording/rotas.ts';
import { rotaRefusals, teamRefusals } from '../../wording/refusals/visits.ts';
import { answer } from '../answer.ts';
import { arrangeFor } from '../arrangements/arrange.ts';
import type { MessageContext } from '../core.ts';
import { permitted } from '../permitted.ts';
import { findTeams } from './teams.ts';

/** Shows rotas, or changes one: the office any, a team's leader the days of the own team. */
export async function rota(ctx: MessageContext, text: string | null): Promise<void> {
  const { actor, rules } = ctx;
  const { directory, settings } = rules;
  const { team: words, change } = readRota(text ?? '');
  const own = directory.teamsOf(actor.id);
  const all = mayEverywhere(actor, 'changeRota');
  const teams = words === '' ? own : findTeams(directory, words, actor);
  if (words !== '' && teams.length === 0) {
    await answer(ctx, message(rotaRefusals.notUnderstood(words)));
    return;
  }
  if (change === null) {
    const differing = directory.data.teams.filter((team) => differs(team.rota));
    const listed = (words === '' && all ? differing : teams).map((team) => ({
      name: teamName(team),
      programme: programmeOf(settings, team.rota),
    }));
    await answer(ctx, rotaList(programmeOf(settings, noRota), listed, settings['digest.listed']));
    return;
  }
  const [team] = teams;
  if (team === undefined || teams.length > 1) {
    await answer(ctx, message(team === undefined ? rotaRefusals.whichTeam() : teamRefusals.several(words, teams)));
    return;
  }
  if (!(await permitted(ctx, 'changeRota', { teams: [team] }))) return;
  if (change.kind === 'period' && !(await permitted(ctx, 'changePeriod'))) return;
  const office = may(actor, 'changePeriod');
  const changed = await arrangeFor(ctx, 'rota', String(team.id), (before) => afterwards(before, change, office));
  await answer(ctx, rotaChanged(teamName(team), programmeOf(settings, changed?.after ?? team.rota)));
}

const differs = ({ day, night, months }: TeamRota): boolean => day !== null || night !== null || months !== null;

/** Who may not set the period leaves it as it is. */
function afterwards(before: TeamRota, change: RotaChange, office: boolean): TeamRota {
  switch (change.kind) {
    case 'default':
      return { ...noRota, months: office ? null : before.months };
    case 'period':
      return { ...before, months: change.months };
    case 'session':
      return { ...before, [change.session]: change.weekday };
  }
}
