import { describe } from 'node:test';
import { theFacts } from './the-facts.js';

describe('devices and what they show', () => theFacts(['devices', 'preview', 'audio']));
