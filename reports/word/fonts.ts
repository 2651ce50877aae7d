/** The fonts the norm names, and by what other names programs and machines have them. */

export const fonts = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  subheading: '楷体_GB2312',
  pageNumber: '宋体',
} as const;

/** In the order they are tried: what Windows, WPS and macOS bring. */
const others: Record<string, { names: string; panose: string; family: 'auto' | 'modern' | 'roman' }> = {
  [fonts.title]: {
    names: '方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun',
    panose: '02010601030101010101',
    family: 'auto',
  },
  [fonts.body]: { names: '仿宋,FangSong,华文仿宋,STFangsong', panose: '02010609030101010101', family: 'modern' },
  [fonts.heading]: { names: 'SimHei,华文黑体,STHeiti', panose: '02010609060101010101', family: 'modern' },
  [fonts.subheading]: { names: '楷体,KaiTi,华文楷体,STKaiti', panose: '02010609030101010101', family: 'modern' },
  [fonts.pageNumber]: { names: 'SimSun,华文宋体,STSong', panose: '02010600030101010101', family: 'auto' },
};

/** Where a font is missing, Word and WPS take one of its other names: `w:altName`. 86 is the character set GB 2312. */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${Object.entries(others)
  .map(
    ([name, { names, panose, family }]) =>
      `<w:font w:name="${name}"><w:altName w:val="${names}"/><w:panose1 w:val="${panose}"/><w:charset w:val="86"/>` +
      `<w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`,
  )
  .join('')}</w:fonts>`;

/** One font for Chinese and Latin characters alike. */
export const inFont = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name });
