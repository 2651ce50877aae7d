#!/usr/bin/env node
/** The program: does what the command line says. */
import { run } from './cli/program.ts';

await run(process.argv.slice(2), process.env);
