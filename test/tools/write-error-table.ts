import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorTable } from './error-table.js';

writeFileSync(join(import.meta.dirname, '../../src/model/ERRORS.md'), errorTable());
