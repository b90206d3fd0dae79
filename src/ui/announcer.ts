import type { Session } from '../session/session.js';
import type { SessionState } from '../session/state.js';
import { changesToSay, type Urgency } from './changes-to-say.js';
import { isRinging } from '../model/call.js';
import { wordsFor } from './words.js';

/** Marks the region, so that a second copy of the script speaks through the first one's. */
const REGION = 'data-teams-announcer';

interface Announcing {
  elements: number;
  stop: () => void;
}

const announcing = new WeakMap<Session, Announcing>();

/**
 * Says aloud what happens in a session, once, however many elements show it. Returns a function that an element calls
 * when it leaves; nothing is said while there is none.
 */
export function announce(session: Session): () => void {
  const known = announcing.get(session);
  const entry = known ?? { elements: 0, stop: follow(session) };
  entry.elements += 1;
  announcing.set(session, entry);
  let left = false;
  return () => {
    if (left) return;
    left = true;
    entry.elements -= 1;
    if (entry.elements > 0) return;
    entry.stop();
    announcing.delete(session);
  };
}

/** Says one sentence to people who listen to the page. */
export function say(sentence: string, urgency: Urgency): void {
  const line = document.createElement('p');
  line.textContent = sentence;
  // One line replaces the last: a region that keeps its old lines is read again as the person moves through the page.
  regionFor(urgency).replaceChildren(line);
}

function follow(session: Session): () => void {
  // A call that already rings is news to somebody who has just come; the rest is not.
  let before: SessionState = { ...session.state, calls: session.state.calls.filter((call) => !isRinging(call)) };
  const tell = (): void => {
    const { state } = session;
    const language = state.settings?.locale ?? document.documentElement.lang;
    for (const { sentence, urgency } of changesToSay(before, state, wordsFor(language))) say(sentence, urgency);
    before = state;
  };
  tell();
  return session.follow(tell);
}

function regionFor(urgency: Urgency): Element {
  const known = document.querySelector(`[${REGION}="${urgency}"]`);
  if (known) return known;
  const region = document.createElement('div');
  region.setAttribute(REGION, urgency);
  region.setAttribute('aria-live', urgency);
  region.setAttribute('aria-atomic', 'true');
  // Hidden from sight only. Set by script: a strict Content-Security-Policy takes no style attributes.
  for (const [name, value] of Object.entries(OUT_OF_SIGHT)) region.style.setProperty(name, value);
  document.body.append(region);
  return region;
}

const OUT_OF_SIGHT = {
  position: 'fixed',
  'inline-size': '1px',
  'block-size': '1px',
  overflow: 'hidden',
  'clip-path': 'inset(50%)',
  'white-space': 'nowrap',
};
