/**
 * What a newcomer reads on the terminal.
 *
 * @param {import('./demo-server.mjs').Demo} demo
 * @returns {string}
 */
export function welcome({ url, emulator }) {
  return `
  Contoso CRM   ${url}/
  local Teams   ${emulator.url}/

  A first call
    1. Open ${url}/customer.html?id=1 and sign in as Alice Ames.
    2. Open it once more in a private window, or in another browser profile, and sign in as Megan Bowen.
    3. As Alice press "Call Megan Bowen" and allow what the window asks for; as Megan accept.

  Numbers to call without anybody's help
    +1 425 555 0100   answers after a second, talks and listens
    +1 425 555 0101   is busy
    +1 425 555 0102   rings until nobody answers
    +1 425 555 0103   declines
    8:echo123         plays back what you say ("Test your sound")

  Ctrl+C ends both.
`;
}
