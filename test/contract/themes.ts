import { agent } from './facts/agent.js';
import { audio } from './facts/audio.js';
import { call } from './facts/call.js';
import { client } from './facts/client.js';
import { devices } from './facts/devices.js';
import { disposed } from './facts/disposed.js';
import { noDevices } from './facts/no-devices.js';
import { preview } from './facts/preview.js';
import { refused } from './facts/refused.js';
import type { Facts } from './fact.js';

/** All facts, by what they are about. */
export const themes = {
  agent,
  audio,
  call,
  client,
  devices,
  disposed,
  noDevices,
  preview,
  refused,
} as const satisfies Readonly<Record<string, Facts>>;

export type Theme = keyof typeof themes;
