// Judges callers as Microsoft's own code does.
// Arguments: the address of the OpenID metadata, the app id. In: one request a line, {header, channelId, serviceUrl}.
// Out: one verdict a line, "accepted" or "refused" and why.
const readline = require('node:readline');
const { ChannelValidation, JwtTokenValidation, SimpleCredentialProvider } = require('botframework-connector');

const [, , metadata, appId] = process.argv;
ChannelValidation.OpenIdMetadataEndpoint = metadata;
const credentials = new SimpleCredentialProvider(appId, 'x');

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { header, channelId, serviceUrl } = JSON.parse(line);
    try {
      await JwtTokenValidation.authenticateRequest({ channelId, serviceUrl }, header, credentials, '');
      console.log('accepted');
    } catch (error) {
      console.log(`refused: ${String(error.message).split('\n')[0]}`);
    }
  }
})();
