import type { Page } from 'playwright-core';
import { until } from '../until.js';
import { Stage } from '../e2e/stage.js';
import { addStopwatch } from './add-stopwatch.js';

/**
 * How long it takes from the click on a call button to the first frame of the other's camera, in milliseconds. The
 * other answers at once, with video. Calls and loopbacks take turns, so that both meet the same machine.
 */
export async function firstRemoteFrame(
  runs: number,
): Promise<{ readonly ours: number[]; readonly loopback: number[] }> {
  const stage = await Stage.open();
  try {
    const alice = await (await stage.enter('Alice')).signIn();
    await addStopwatch(alice.page);
    const megan = await (await stage.enter('Megan')).signIn();
    await megan.page.evaluate(() => {
      document.addEventListener('teams-call-ringing', ({ call }) => {
        void globalThis.TeamsEmbed?.session.answer(call.id, { video: true });
      });
    });
    const button = alice.button(/^Call Megan/).first();
    const times: { ours: number[]; loopback: number[] } = { ours: [], loopback: [] };
    // The first round loads what is loaded once, and is not counted.
    for (let round = 0; round <= runs; round += 1) {
      const timing = alice.page.evaluate(() => stopwatch.timeFirstFrame());
      // What the call makes use of is asked for with the first, in a window.
      await (round === 0 ? alice.callsFirst(/^Call Megan/) : button.click());
      const ours = await timing;
      await alice.press(/^Hang up/);
      await until(() => noCall(alice.page), 'the call is over');
      await until(() => noCall(megan.page), 'the call is over on the other side');
      const bare = await alice.page.evaluate(() => stopwatch.loopback());
      if (round === 0) continue;
      times.ours.push(ours);
      times.loopback.push(bare);
    }
    return times;
  } finally {
    await stage.close();
  }
}

function noCall(page: Page): Promise<boolean> {
  return page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls.length === 0);
}
