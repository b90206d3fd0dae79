// `npm start`: builds what has to be built, starts the local Teams and Contoso CRM, and says what to do with them.
import { parseArgs } from 'node:util';
import { build, reasonToBuild } from './build.mjs';
import { startDemo } from './demo-server.mjs';
import { explained, listen } from './listen.mjs';
import { welcome } from './welcome.mjs';

try {
  const ports = readPorts();
  await mustBeFree('--port', ports.port); // before the build, which takes a while
  await mustBeFree('--emulator-port', ports.emulatorPort);
  const reason = reasonToBuild();
  if (reason) {
    console.log(`Building Teams Embed, because ${reason}: npm run build …`);
    if (!build()) throw new Error('The build failed, so there is nothing to show.');
  }
  const demo = await startDemo(ports);
  console.log(welcome(demo));

  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void demo.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(error.message.split('\n')[0]); // Node's advice about options goes on for lines
  process.exitCode = 1;
}

async function mustBeFree(option, port) {
  const { close } = await explained(option, port, () => listen(port, () => {}));
  await close();
}

function readPorts() {
  const options = { port: { type: 'string', default: '4180' }, 'emulator-port': { type: 'string', default: '4100' } };
  const { values } = parseArgs({ options });
  return { port: toPort('--port', values.port), emulatorPort: toPort('--emulator-port', values['emulator-port']) };
}

function toPort(option, text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`${option} has to be a number up to 65535, not "${text}".`);
  return port;
}
