/**
 * Makes pictures and sheets in a thread of its own: loading the canvas, drawing and packing would each hold up the
 * chat for tens of milliseconds. The thread is started by the first order and ended when none came for a while.
 */
import { Worker } from 'node:worker_threads';
import type { Makers } from './makers.ts';

export type Kind = keyof Makers;
export type InputOf<K extends Kind> = Parameters<Makers[K]>[0];

export interface Order {
  id: number;
  kind: Kind;
  input: InputOf<Kind>;
}
export type Answer = { id: number; files: Uint8Array[] } | { id: number; failure: string };

/** How long an order may take before the thread is given up: a hundred times what the slowest needs. */
const PATIENCE_MS = 60_000;
/** How long an idle thread keeps its fonts and memory (about 100 MB). */
const IDLE_MS = 60_000;

interface Waiting {
  resolve(files: Uint8Array[]): void;
  reject(error: Error): void;
  patience: NodeJS.Timeout;
}

let thread: Worker | null = null;
let idle: NodeJS.Timeout | null = null;
let ordered = 0;
const waiting = new Map<number, Waiting>();

/**
 * The files of an order, in the order of their pages. The same input gives the same bytes.
 * @throws when it cannot be made; the thread is started anew by the next order
 */
export function make<K extends Kind>(kind: K, input: InputOf<K>): Promise<Uint8Array[]> {
  ordered += 1;
  const id = ordered;
  thread ??= start();
  const worker = thread;
  if (idle !== null) clearTimeout(idle);
  // While something is being made the process has to stay.
  worker.ref();
  return new Promise((resolve, reject) => {
    const patience = setTimeout(
      () => lose(worker, new Error(`${kind} was not made within ${PATIENCE_MS} ms`)),
      PATIENCE_MS,
    );
    waiting.set(id, { resolve, reject, patience });
    worker.postMessage({ id, kind, input } satisfies Order);
  });
}

function start(): Worker {
  const worker = openThread();
  worker.on('message', answered);
  worker.on('error', (error) => lose(worker, error));
  worker.on('exit', (code) => lose(worker, new Error(`the press ended with code ${code}`)));
  return worker;
}

/** Compiled, the thread's file runs as it is; in the source tree tsx loads it, as it loads the program. */
function openThread(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./thread.js', import.meta.url));
  const tsx = import.meta.resolve('tsx/esm/api');
  const file = new URL('./thread.ts', import.meta.url).href;
  const load = `import('${tsx}').then(({ register }) => (register(), import('${file}')))`;
  return new Worker(load, { eval: true });
}

function answered(answer: Answer): void {
  const one = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (waiting.size === 0) rest();
  if (one === undefined) return;
  clearTimeout(one.patience);
  if ('files' in answer) one.resolve(answer.files);
  else one.reject(new Error(answer.failure));
}

/** Nothing is asked for: the process may end, and after a while the thread does. */
function rest(): void {
  const worker = thread;
  worker?.unref();
  idle = setTimeout(() => {
    if (waiting.size > 0 || thread !== worker) return;
    thread = null;
    void worker?.terminate();
  }, IDLE_MS).unref();
}

/** The thread is gone: whoever waits for it is told. */
function lose(worker: Worker, error: Error): void {
  if (thread !== worker) return;
  thread = null;
  void worker.terminate();
  for (const one of waiting.values()) {
    clearTimeout(one.patience);
    one.reject(error);
  }
  waiting.clear();
}
