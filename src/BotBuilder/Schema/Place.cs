using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>A place.</summary>
public class Place : Entity
{
    public Place()
    {
        Type = "Place";
    }

    public Place(object? address = null, object? geo = null, object? hasMap = null, string? type = null, string? name = null)
    {
        Address = address;
        Geo = geo;
        HasMap = hasMap;
        Name = name;
        Type = "Place";
    }

    [JsonPropertyName("address")]
    public object? Address { get; set; }

    [JsonPropertyName("geo")]
    public object? Geo { get; set; }

    [JsonPropertyName("hasMap")]
    public object? HasMap { get; set; }

    [JsonPropertyName("name")]
    public string? Name { get; set; }
}
