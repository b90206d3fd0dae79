// A call lives in its page, so a click on another page would end it: the browser asks first.
const going = new Set();

document.addEventListener('teams-call-started', ({ call }) => going.add(call.id));
document.addEventListener('teams-call-connected', ({ call }) => going.add(call.id));
document.addEventListener('teams-call-ended', ({ call }) => going.delete(call.id));

addEventListener('beforeunload', (event) => {
  if (going.size > 0) event.preventDefault();
});
