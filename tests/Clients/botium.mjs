// Botium, a tester of chat bots that other people use, with the channel's secret: two questions, and what the bot said to each.
import Module, { createRequire } from 'node:module';

// Of Botium's core, which is as large as all of this project, the connector uses these names only, and only for files.
const load = Module._load;
Module._load = (name, ...rest) => (name === 'botium-core' ? { BotiumError: Error, Capabilities: {} } : load(name, ...rest));

const require = createRequire(import.meta.url);
const { PluginClass } = require('botium-connector-directline3');
const { domain, secret, webSocket, questions } = JSON.parse(process.argv[2]);

const heard = [];
let wake = () => {};
const connector = new PluginClass({
  queueBotSays: message => { heard.push(message.messageText); wake(); },
  caps: {
    DIRECTLINE3_SECRET: secret, DIRECTLINE3_DOMAIN: domain, DIRECTLINE3_WEBSOCKET: webSocket, DIRECTLINE3_POLLINGINTERVAL: 200,
    DIRECTLINE3_GENERATE_USERNAME: true,
  },
});
await connector.Validate();
await connector.Build();
await connector.Start();
for (const messageText of questions) {
  const answer = new Promise(resolve => { wake = () => heard.at(-1)?.includes(messageText) && resolve(); });
  await connector.UserSays({ messageText });
  wake();
  await answer;
}
process.stdout.write(`${JSON.stringify(heard)}\n`);
process.exit(0);
