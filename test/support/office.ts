/** Finds LibreOffice and turns documents into pages and words with it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const places = ['/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice', '/opt/libreoffice/program/soffice'];

/** The path of a LibreOffice with pdftotext beside it, or null. `SOFFICE_PATH` names one elsewhere. */
export function findOffice(): string | null {
  const named = process.env['SOFFICE_PATH'];
  if (!existsSync('/usr/bin/pdftotext')) return null;
  return [...(named === undefined ? [] : [named]), ...places].find((path) => existsSync(path)) ?? null;
}

/** Whether documents have to be laid out here: CI installs LibreOffice and must not pass without it. */
export const officeIsRequired = process.env['CI'] === 'true';

export interface LaidOut {
  /** What stands on each page, without white space: it comes between Chinese and digits wherever it likes. */
  pages: readonly string[];
  /** The lines of each page, page number and all. */
  lines: readonly (readonly string[])[];
  /** Width and height of each page, points. */
  sizes: readonly (readonly [width: number, height: number])[];
}

/** Lays out all documents in one run of LibreOffice: it takes seconds to start. */
export function layOut<N extends string>(documents: Readonly<Record<N, Uint8Array>>): Record<N, LaidOut> {
  const office = findOffice();
  if (office === null)
    throw new Error('no LibreOffice here: apt-get install libreoffice-writer-nogui poppler-utils, or set SOFFICE_PATH');
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-office-'));
  try {
    const names = Object.keys(documents) as N[];
    mkdirSync(join(folder, 'pdf'));
    names.forEach((name, index) => writeFileSync(join(folder, `${index}.docx`), documents[name]));
    execFileSync(
      office,
      [
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        join(folder, 'pdf'),
        ...names.map((_, index) => join(folder, `${index}.docx`)),
      ],
      { stdio: 'pipe', timeout: 50_000 },
    );
    return Object.fromEntries(names.map((name, index) => [name, read(join(folder, 'pdf', `${index}.pdf`))])) as Record<
      N,
      LaidOut
    >;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(pdf: string): LaidOut {
  const run = (command: string, args: readonly string[]): string => execFileSync(command, args, { encoding: 'utf8' });
  const pages = run('pdftotext', ['-layout', pdf, '-']).split('\f').slice(0, -1);
  const info = run('pdfinfo', ['-l', '9999', pdf]);
  return {
    pages: pages.map((page) => page.replace(/\s/g, '')),
    lines: pages.map((page) =>
      page
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
    sizes: [...info.matchAll(/size:\s+([\d.]+) x ([\d.]+)/g)].map(([, width, height]) => [
      Math.round(Number(width)),
      Math.round(Number(height)),
    ]),
  };
}
