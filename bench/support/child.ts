/** A process of a benchmark: started, asked questions, ended by its own id; ends by itself when its starter is gone. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

interface Answer {
  id: number;
  answer?: unknown;
  error?: string;
}

export class Child {
  private readonly process: ChildProcess;
  private readonly name: string;
  private asked = 0;

  /** @param flags for node, `--expose-gc` and the like */
  constructor(script: string, args: readonly string[], flags: readonly string[]) {
    this.name = script;
    this.process = fork(script, args, { execArgv: [...flags], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }

  /** Asks and waits for at most so many seconds. A process that breaks or ends instead of answering is an error. */
  async ask<T>(question: string, about: object = {}, seconds = 120): Promise<T> {
    this.asked += 1;
    const id = this.asked;
    const abort = new AbortController();
    const heard = (async (): Promise<T> => {
      for (;;) {
        const [said] = (await once(this.process, 'message', { signal: abort.signal })) as [Answer];
        if (said.id !== id) continue;
        if (said.error !== undefined) throw new Error(`${this.name}: ${said.error}`);
        return said.answer as T;
      }
    })();
    const ended = once(this.process, 'exit', { signal: abort.signal }).then(() => {
      throw new Error(`${this.name} ended before it answered`);
    });
    const late = new Promise<never>((_resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${this.name}: ${question} took over ${seconds} s`)),
        seconds * 1000,
      );
      abort.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    this.process.send({ id, question, about });
    try {
      return await Promise.race([heard, ended, late]);
    } finally {
      abort.abort();
      await Promise.allSettled([heard, ended]);
    }
  }

  /** Lets it end well, then makes it. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    const patience = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
    if (this.process.connected) this.process.disconnect();
    await exited;
    clearTimeout(patience);
  }
}

type Answers = Record<string, (about: never) => unknown>;

/** In the process itself: answers one question after the other, and ends when nobody is left to ask. */
export function answerQuestions(answers: Answers, end: () => Promise<void>): void {
  process.on('message', ({ id, question, about }: { id: number; question: string; about: never }) => {
    void (async () => {
      try {
        process.send?.({ id, answer: await answers[question]?.(about) });
      } catch (error) {
        process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    })();
  });
  process.on('disconnect', () => void end().finally(() => process.exit()));
}
