#!/usr/bin/env node
/** The program: reads the configuration and does what the command line says. */
import { ConfigError } from './config.ts';
import { program } from './cli/program.ts';
import { DatabaseUnavailable } from './db/unavailable.ts';

try {
  await program(process.env).parseAsync();
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof DatabaseUnavailable)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
