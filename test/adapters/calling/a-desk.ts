import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { CallParty } from '../../../src/model/call-target.js';
import type { ServiceCall } from '../../../src/model/call.js';
import type { WorldUser } from '../../../src/emulator/world/world.js';
import { aToken } from '../../emulator/hub/a-token.js';
import { rawId } from '../../emulator/hub/a-world.js';
import type { Stage } from '../../emulator/calling/two-pages.js';
import type {} from './page/desk.js';

/** A page of the stage with the adapter in it; with a user it is connected. */
export async function aDesk(stage: Stage, user?: WorldUser): Promise<Page> {
  const page = await stage.page();
  await page.evaluate(await bundle());
  if (user) await page.evaluate((token) => desk.connect(token), aToken(user));
  return page;
}

export function userParty(user: WorldUser): CallParty {
  return { kind: 'teams-user', userId: user.id, id: rawId(user) };
}

export function phoneParty(phoneNumber: string): CallParty {
  return { kind: 'phone-number', phoneNumber, id: `4:${phoneNumber}`, emergency: false };
}

/** Waits until a call, or the newest that rang, is as wanted, and gives it; fails with the last that was told. */
export async function until(
  page: Page,
  id: string | undefined,
  wanted: (call: ServiceCall) => boolean,
  withinMs = 15_000,
): Promise<ServiceCall> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const call = await page.evaluate((which) => desk.call(which), id);
    if (call && wanted(call)) return call;
    if (Date.now() > deadline) throw new Error(`Not in time: ${String(wanted)} is not so of ${JSON.stringify(call)}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Waits for pictures that move. */
export async function untilItMoves(page: Page, callId: string, participantId: string): Promise<void> {
  const before = await page.evaluate(([call, who]) => desk.frames(call, who), [callId, participantId] as const);
  await page.waitForFunction(
    async ([call, who, former]) => (await desk.frames(call, who)) > former + 5,
    [callId, participantId, before] as const,
    { timeout: 15_000 },
  );
  await page.evaluate(() => desk.lookAway());
}

let bundled: Promise<string> | undefined;

function bundle(): Promise<string> {
  return (bundled ??= build({
    entryPoints: [fileURLToPath(new URL('page/desk.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    keepNames: false,
    write: false,
    logLevel: 'warning',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? ''));
}
