import { describe } from 'node:test';
import { theFacts } from './the-facts.js';

describe('devices that are not there', () =>
  theFacts(['noDevices'], { without: '--use-fake-device-for-media-stream' }));
