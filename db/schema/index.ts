/** Every table. */
export * from './chat.ts';
export * from './issues.ts';
export * from './roster.ts';
export * from './supervision.ts';
export * from './visits.ts';
