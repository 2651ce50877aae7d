/** What a file of a name is to a browser. */

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** By the ending of its name; anything else is only to be kept. */
export const contentTypeOf = (name: string): string =>
  types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

export const disposition = (way: 'inline' | 'attachment', name: string): string =>
  `${way}; filename*=UTF-8''${encodeURIComponent(name)}`;
