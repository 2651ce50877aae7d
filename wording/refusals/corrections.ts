/** Why an issue's place, category or unit is not set right as it was typed. */
export const correctionRefusals = {
  /** @param listed the choices, numbered, a line each */
  several: (words: string, listed: string) => `“${words}”有几个，请写全：\n${listed}`,
  noPlace: (words: string) => `没有找到地点“${words}”，请写全称`,
  noUnit: (words: string) => `没有找到单位“${words}”，请写全称`,
  noCategory: (words: string, known: string) => `没有类别“${words}”，现有：${known}`,
  nothing: () => '请写明更正什么，例如：更正 地点：紫霞村　或　更正 单位：住建局',
};
