/** What scripts/fonts.ts uses of subset-font, which brings no types. */
declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'truetype'; keepFeatures?: readonly string[]; noHinting?: boolean },
  ): Promise<Buffer>;
}
