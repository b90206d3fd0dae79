/** The customers of Contoso CRM. A real one would ask its server for them. */
export const customers = [
  {
    id: '1',
    company: 'Adatum Corporation',
    contact: 'Lena Ortiz',
    role: 'Head of Procurement',
    city: 'Seattle, Washington',
    since: '2019-04-02',
    email: 'lena@adatum.example',
    about: 'Renews every autumn. Likes a call better than a mail, and short calls best.',
    numbers: [
      { to: '+1 425 555 0100', label: 'Reception', name: 'Adatum reception', note: 'Picks up after a second' },
      { to: '+1 425 555 0101', label: 'Desk', name: 'Lena’s desk', note: 'Always engaged' },
      { to: '+1 425 555 0102', label: 'Mobile', name: 'Lena’s mobile', note: 'Rings and rings' },
      { to: '+1 425 555 0103', label: 'After hours', name: 'Adatum at night', note: 'Turns everybody away' },
    ],
  },
  {
    id: '2',
    company: 'Northwind Traders',
    contact: 'Tomas Berg',
    role: 'Owner',
    city: 'Portland, Oregon',
    since: '2021-09-14',
    email: 'tomas@northwind.example',
    about: 'Imports tea and spices. On the telephone all day long.',
    numbers: [{ to: '+1 425 555 0101', label: 'Office', name: 'Tomas Berg', note: 'Always engaged' }],
  },
  {
    id: '3',
    company: 'Woodgrove Bank',
    contact: 'Amara Diallo',
    role: 'Branch Director',
    city: 'Spokane, Washington',
    since: '2016-01-20',
    email: 'amara@woodgrove.example',
    about: 'Thinking about a second branch. Travels on Mondays and Tuesdays.',
    numbers: [{ to: '+1 425 555 0102', label: 'Mobile', name: 'Amara Diallo', note: 'Rings and rings' }],
  },
  {
    id: '4',
    company: 'Trey Research',
    contact: 'Kenji Mori',
    role: 'Laboratory Manager',
    city: 'Boise, Idaho',
    since: '2023-06-30',
    email: 'kenji@trey.example',
    about: 'Must not be called while an experiment runs.',
    numbers: [{ to: '+1 425 555 0103', label: 'Laboratory', name: 'Kenji Mori', note: 'Turns everybody away' }],
  },
];

/** The first letters of the first and last word. */
export function initials(name) {
  const words = name.split(' ');
  return [...new Set([words.at(0), words.at(-1)])].map((word) => word.charAt(0)).join('');
}
