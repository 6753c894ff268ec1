using System.Text.Json.Nodes;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>A type that keeps members it does not know. Nearly always there are none, and then nothing is made to keep them in.</summary>
internal interface IOpen
{
    JsonObject? Unknown { get; }
}
