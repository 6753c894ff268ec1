using HipFaqBot.Bench.Echo;
using HipFaqBot.BotBuilder;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;

// The servers that `bench messages` loads: "echo" is a bot as the SDK's template makes one, "bare" reads as much and writes
// as much without any bot, the ceiling.
var builder = WebApplication.CreateSlimBuilder(args[1..]);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
if (args[0] == "echo")
{
    builder.Services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
    builder.Services.AddSingleton<IBotFrameworkHttpAdapter, AdapterWithErrorHandler>();
    builder.Services.AddTransient<IBot, EchoBot>();
}

var app = builder.Build();
if (args[0] == "echo")
{
    app.MapPost("/api/messages", (HttpContext context, IBotFrameworkHttpAdapter adapter, IBot bot) => adapter.ProcessAsync(context.Request, context.Response, bot));
}
else
{
    app.MapPost("/api/messages", Bare.AnswerAsync);
}

await app.RunAsync();
