import { customers, initials } from './customers.js';
import { fill } from './fill.js';

const id = new URLSearchParams(location.search).get('id');
const customer = customers.find((each) => each.id === id);

if (customer) show(customer);
else document.body.classList.add('not-found');

function show({ contact, company, role, city, email, about, since, numbers }) {
  document.title = `${contact} · Contoso CRM`;
  const fields = {
    contact,
    company,
    role,
    city,
    email,
    about,
    initials: initials(contact),
    since: new Date(`${since}T12:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' }),
  };
  for (const place of document.querySelectorAll('main [data-text]')) place.textContent = fields[place.dataset.text];

  const list = document.querySelector('#numbers');
  const template = document.querySelector('#number');
  for (const number of numbers) list.append(fill(template, { ...number, id }));
}

// Nobody calls themselves.
document.addEventListener('teams-session-change', ({ user }) => {
  for (const colleague of document.querySelectorAll('[data-user-id]')) {
    colleague.classList.toggle('me', colleague.dataset.userId === user?.id);
  }
});
