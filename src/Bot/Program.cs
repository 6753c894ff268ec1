using HipFaqBot.Bot;
using HipFaqBot.Bot.DirectLine;
using HipFaqBot.Bot.Health;
using HipFaqBot.Bot.Messages;
using HipFaqBot.Bot.Pages;
using HipFaqBot.Search;

StartMemory.Begin();
var builder = Startup.CreateBuilder(args);
builder.AddKnownProxies().AddKnowledge().AddMatcher().AddFaqBot().AddDirectLine().AddPages();

var app = builder.Build();
if (!app.CheckSettings())
{
    return 1;
}

if (app.IsOnlyToLearn())
{
    return app.Learn() ? 0 : 1;
}

app.UseKnownProxies();
app.UseErrorBody();
app.MapMessages();
app.MapDirectLine();
app.MapPages();
app.MapHealth();
app.SayWhereItServes();
if (!app.LoadKnowledge())
{
    return 1;
}

return await app.ServeAsync() ? 0 : 1;
