import { customers, initials } from './customers.js';
import { fill } from './fill.js';

const rows = document.querySelector('#customers');
const template = document.querySelector('#customer-row');
const count = document.querySelector('#count');
const search = document.querySelector('#search');

for (const customer of customers) {
  const [number] = customer.numbers;
  rows.append(
    fill(template, {
      ...customer,
      initials: initials(customer.company),
      href: `customer.html?id=${customer.id}`,
      to: number.to,
      name: number.name,
    }),
  );
}

function show() {
  const wanted = search.value.trim().toLowerCase();
  let found = 0;
  for (const row of rows.rows) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
    if (!row.hidden) found += 1;
  }
  count.textContent = found === 1 ? '1 customer' : `${found} customers`;
}

search.addEventListener('input', show);
show();
