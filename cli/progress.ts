/** A progress bar on standard error; a line now and then where that is no terminal. */

const WIDTH = 30;
/** Share of progress between two lines where no bar can be drawn. */
const STEP = 0.1;

export function createProgress(stream: NodeJS.WriteStream = process.stderr): {
  show(share: number, words: string): void;
  done(): void;
} {
  let shown = -1;
  return {
    show(share, words) {
      const percent = Math.floor(share * 100);
      if (stream.isTTY) {
        if (percent === shown) return;
        const filled = Math.round(share * WIDTH);
        stream.write(`\r${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent}% ${words}\u001B[K`);
        shown = percent;
      } else if (share >= shown + STEP || shown < 0) {
        stream.write(`${percent}% ${words}\n`);
        shown = share;
      }
    },
    done() {
      if (stream.isTTY) stream.write('\n');
    },
  };
}
