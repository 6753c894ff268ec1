using System.Collections;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>
/// The members that a schema type does not know, kept in its <see cref="JsonObject"/>. The serializer fills such an object with
/// lazy nodes; through this view it goes by the converter for <see cref="object"/>, which refuses at once what cannot be read.
/// </summary>
internal sealed class UnknownMembers(object owner, Func<object, object?> get) : IDictionary<string, object?>
{
    private JsonObject Members => field ??= (JsonObject)get(owner)!;

    public int Count => Members.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => [.. Members.Select(member => member.Key)];

    public ICollection<object?> Values => [.. Members.Select(member => member.Value)];

    public object? this[string key]
    {
        get => Members[key];
        set => Members[key] = value switch
        {
            null => null,
            JsonNode node => node,
            string text => JsonValue.Create(text),
            _ => ActivityJson.ToNode(value),
        };
    }

    /// <summary>Puts the view in place of every extension data property of type <see cref="JsonObject"/>.</summary>
    public static void ReadWhole(JsonTypeInfo type)
    {
        for (var i = 0; i < type.Properties.Count; i++)
        {
            var declared = type.Properties[i];
            if (declared is { IsExtensionData: true, Get: { } get, Set: { } set } && declared.PropertyType == typeof(JsonObject))
            {
                var view = type.CreateJsonPropertyInfo(typeof(IDictionary<string, object?>), declared.Name);
                view.IsExtensionData = true;
                view.Get = owner => new UnknownMembers(owner, it => get(it) ?? Start(it));
                view.ShouldSerialize = (owner, _) => owner is not IOpen { Unknown: null };
                view.Set = (_, _) => { }; // never called, but without it the serializer skips what it could not set
                type.Properties[i] = view;

                JsonObject Start(object owner)
                {
                    var members = new JsonObject();
                    set(owner, members);
                    return members;
                }
            }
        }
    }

    public void Add(string key, object? value) => this[key] = value;

    public void Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    public bool ContainsKey(string key) => Members.ContainsKey(key);

    public bool Contains(KeyValuePair<string, object?> item) => TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    public bool TryGetValue(string key, out object? value)
    {
        var found = Members.TryGetPropertyValue(key, out var node);
        value = node;
        return found;
    }

    public bool Remove(string key) => Members.Remove(key);

    public bool Remove(KeyValuePair<string, object?> item) => Contains(item) && Remove(item.Key);

    public void Clear() => Members.Clear();

    public void CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex)
    {
        foreach (var member in this)
        {
            array[arrayIndex++] = member;
        }
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        foreach (var (name, node) in Members)
        {
            yield return new(name, node);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
