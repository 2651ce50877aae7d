/** Questions that come while others are under way go to the database together. */

export interface Gathering {
  /** Statements under way at once; what comes beyond them is gathered. Two keep the server busy while one is written. */
  atOnce: number;
  /** In one statement at most. */
  most: number;
}

const usual: Gathering = { atOnce: 2, most: 64 };

interface Waiting<Question, Answer> {
  question: Question;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Asks at once while there is room, so that a question alone waits for nobody; under load many share one round trip.
 *
 * @param askAll answers in the order of the questions; when it rejects, all of them are rejected
 */
export function gathered<Question, Answer>(
  askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  { atOnce, most }: Gathering = usual,
): (question: Question) => Promise<Answer> {
  const waiting: Waiting<Question, Answer>[] = [];
  let underWay = 0;

  const go = async (): Promise<void> => {
    underWay += 1;
    for (let some = waiting.splice(0, most); some.length > 0; some = waiting.splice(0, most)) {
      try {
        const answers = await askAll(some.map(({ question }) => question));
        for (const [place, { resolve }] of some.entries()) resolve(answers[place] as Answer);
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
    underWay -= 1;
  };

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (underWay < atOnce) void go();
    });
}

/** One such door for each database. */
export function gatheredFor<Db extends object, Question, Answer>(
  askAll: (db: Db, questions: readonly Question[]) => Promise<readonly Answer[]>,
): (db: Db, question: Question) => Promise<Answer> {
  const doors = new WeakMap<Db, (question: Question) => Promise<Answer>>();
  return (db, question) => {
    let door = doors.get(db);
    if (door === undefined) {
      door = gathered((questions) => askAll(db, questions));
      doors.set(db, door);
    }
    return door(question);
  };
}
