/** The roles people hold, and what a person is known to be. */

export const roles = ['cadre', 'unitLiaison', 'unitLead', 'inspector', 'office', 'districtLeader', 'admin'] as const;

/** 干部 · 单位联络员 · 单位负责人 · 督查联络员 · 双访办 · 区领导 · 管理员 */
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = {
  cadre: '干部',
  unitLiaison: '单位联络员',
  unitLead: '单位负责人',
  inspector: '督查联络员',
  office: '双访办',
  districtLeader: '区领导',
  admin: '管理员',
};

/** A role, and the unit it is held for; the district as a whole when null. */
export interface RoleGrant {
  role: Role;
  unit: number | null;
  /** Held only while this person is away. */
  standingInFor?: number;
}
