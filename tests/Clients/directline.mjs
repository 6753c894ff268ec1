// Microsoft's Direct Line client in a process of its own. The first argument is its options as JSON; each line of input is one thing
// to do, and each line of output one thing that happened.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { passQuarterHour } from './clock.mjs';

const require = createRequire(import.meta.url);
globalThis.XMLHttpRequest = require('xhr2');
globalThis.WebSocket = require('ws');
const { DirectLine } = require('botframework-directlinejs');

const tell = happened => process.stdout.write(`${JSON.stringify(happened)}\n`);
console.warn = console.log = () => {};

const client = new DirectLine({ pollingInterval: 200, ...JSON.parse(process.argv[2]) });
client.connectionStatus$.subscribe(status => tell({ status }));
client.activity$.subscribe(activity => tell({ activity }), error => tell({ ended: String(error?.message ?? error) }));

function say({ text, client: clientActivityID }) {
  client.postActivity({ type: 'message', text, from: { id: 'anybody' }, channelData: { clientActivityID } })
    .subscribe(id => tell({ posted: id, text }), error => tell({ failed: error.status, text }));
}

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  if (order.say) say(order.say);
  if (order.reconnect) client.reconnect(order.reconnect);
  if (order.quarterHour) passQuarterHour();
  if (order.where) tell({ where: { watermark: client.watermark, token: client.token, conversationId: client.conversationId } });
}
process.exit(0);
