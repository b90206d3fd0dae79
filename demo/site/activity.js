// Lists the calls of this browser tab, from what the elements tell the page by events.
import { fill } from './fill.js';

const STORED = 'contoso-activity';
const MOST = 20;
const REASONS = {
  completed: 'Completed',
  canceled: 'Cancelled',
  'no-answer': 'No answer',
  busy: 'Busy',
  rejected: 'Declined',
  missed: 'Missed',
  'answered-elsewhere': 'Answered elsewhere',
  transferred: 'Transferred',
  failed: 'Failed',
};

const list = document.querySelector('#activity');
const template = document.querySelector('#activity-entry');
const entries = JSON.parse(sessionStorage.getItem(STORED) ?? '[]');
show();

document.addEventListener('teams-call-ended', (event) => {
  const { call, reason, connectedSeconds } = event;
  entries.unshift({
    with: nameFor(call, event.target),
    direction: call.direction === 'Incoming' ? 'Incoming' : 'Outgoing',
    reason,
    seconds: connectedSeconds,
    at: Date.now(),
  });
  entries.splice(MOST);
  sessionStorage.setItem(STORED, JSON.stringify(entries));
  show();
});

/** The event starts at the button that dialled, which knows whom this page means. */
function nameFor(call, source) {
  const [other] = call.participants;
  const ours = call.to && document.querySelector(`teams-call-button[to="${CSS.escape(call.to)}"]`);
  const colleague = other && document.querySelector(`[data-user-id="${CSS.escape(other.id.split(':').at(-1))}"]`);
  return (
    source.getAttribute?.('name') ||
    ours?.getAttribute('name') ||
    colleague?.querySelector('strong').textContent ||
    other?.displayName ||
    other?.id.replace(/^4:/, '') ||
    'Unknown'
  );
}

function show() {
  list.replaceChildren(...entries.map(toItem));
  list.parentElement.classList.toggle('empty', entries.length === 0);
}

function toItem({ with: name, direction, reason, seconds, at }) {
  const language = document.documentElement.lang;
  const minutes = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return fill(template, {
    name,
    direction,
    reason,
    words: seconds > 0 ? `${REASONS[reason]} · ${minutes}` : REASONS[reason],
    time: new Date(at).toLocaleTimeString(language, { timeStyle: 'short' }),
    datetime: new Date(at).toISOString(),
  });
}
