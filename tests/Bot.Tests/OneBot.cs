namespace HipFaqBot.Bot.Tests;

/// <summary>
/// One service for the tests that only ask it and look at its pages: a start costs more than most of them. Each says what it says in a
/// conversation of its own.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OneBot : ICollectionFixture<RunningBot>
{
    public const string Name = "one bot";
}
