/** The very axios mirai-js calls, with the limit it does not set: `import` would give another instance. */
import { createRequire } from 'node:module';
import type { AxiosStatic } from 'axios';

/** A request that hangs for ever would pile up, and keep a stopped process alive. */
export const LONGEST_REQUEST_MS = 60_000;

const require = createRequire(import.meta.url);
export const axios = require('axios') as AxiosStatic;
axios.defaults.timeout = LONGEST_REQUEST_MS;
