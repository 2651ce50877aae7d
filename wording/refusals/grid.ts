/** Why the inspectors' grid is not changed, and what can be done instead. */
export const gridRefusals = {
  notAnswerable: (unit: string) => `网格按区级单位和镇街划分，${unit}不是。请写它的上级单位。`,
  noInspector: (name: string, known: string) =>
    `没有叫“${name}”的督查联络员。现有：${known === '' ? '（名册里还没有）' : known}`,
  namesakes: (name: string, count: number) => `有 ${count} 名督查联络员叫“${name}”，请在名册里区分后再划分。`,
};
