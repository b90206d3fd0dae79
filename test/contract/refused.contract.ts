import { describe } from 'node:test';
import { theFacts } from './the-facts.js';

const letsAllUseDevices = '--use-fake-ui-for-media-stream';

describe('devices that may not be used', () =>
  theFacts(['refused'], { without: letsAllUseDevices, args: [`${letsAllUseDevices}=deny`] }));
