import { isRinging, type Call } from '../../model/call.js';
import type { Words } from '../../ui/words.js';

/** A call's state, in words. Undefined while it is connected: then the duration says so. */
export function stateWords(call: Call, name: string, words: Words): string | undefined {
  if (isRinging(call)) return words.incomingCall;
  switch (call.state) {
    case 'None':
      return words.calling;
    case 'Connecting':
      if (call.connectedAt !== undefined) return words.reconnecting;
      return call.direction === 'Outgoing' ? words.calling : words.connecting;
    case 'Ringing':
    case 'EarlyMedia':
      return words.ringing;
    case 'InLobby':
      return words.inLobby;
    case 'LocalHold':
      return words.onHold;
    case 'RemoteHold':
      return words.heldBy(name);
    case 'Disconnecting':
      return words.ending;
    case 'Disconnected':
      return words[call.end?.reason ?? 'completed'];
    case 'Connected':
      return undefined;
  }
}
