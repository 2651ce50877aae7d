/** Reads the parts an issue is split into: 单位 内容；单位 内容, or a line each. */
export interface WrittenPart {
  unit: string;
  content: string;
}

/** Null where a part has no content. */
export function readParts(text: string): WrittenPart[] | null {
  const parts = text
    .split(/[；;\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [, unit = '', content = ''] = /^([^\s:：，,]+)[\s:：，,]*([^]*)$/.exec(one) ?? [];
      return { unit, content: content.trim() };
    });
  return parts.some(({ unit, content }) => unit === '' || content === '') ? null : parts;
}
