using System.Text.Json;

namespace HipFaqBot.Cli.Tests;

internal static class Shape
{
    /// <summary>The object has these properties and no others.</summary>
    public static void Has(JsonElement element, params string[] names) =>
        Assert.Equal(names.Order(StringComparer.Ordinal), element.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
}
