import { describe } from 'node:test';
import { theFacts } from './the-facts.js';

// In this order: what is disposed at the end is what the others have made.
describe('calling without a network', () => theFacts(['client', 'agent', 'call', 'disposed']));
