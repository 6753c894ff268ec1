// Does what can be done at a connector, by Microsoft's own client. Arguments: the service URL, a conversation, an activity.
const { ConnectorClient, MicrosoftAppCredentials } = require('botframework-connector');

const [, , baseUri, conversation, activity] = process.argv;
const client = new ConnectorClient(new MicrosoftAppCredentials('', ''), { baseUri });
const message = { type: 'message', text: 'hi' };

(async () => {
  await client.conversations.replyToActivity(conversation, activity, message);
  await client.conversations.sendToConversation(conversation, message);
  await client.conversations.updateActivity(conversation, activity, message);
  await client.conversations.deleteActivity(conversation, activity);
  await client.conversations.createConversation({ isGroup: false, bot: { id: 'b1' }, members: [{ id: 'u1' }] });
  await client.conversations.getConversationMembers(conversation);
  await client.conversations.getConversationPagedMembers(conversation, { pageSize: 50, continuationToken: 'a b' });
  await client.conversations.getActivityMembers(conversation, activity);
  await client.conversations.getConversationMember(conversation, '29:1/x');
  await client.conversations.deleteConversationMember(conversation, '29:1/x');
  await client.conversations.getConversations({ continuationToken: 'a b' });
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
