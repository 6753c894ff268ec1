namespace HipFaqBot.Search.Safety;

/// <summary>What a message says: the concepts in it, and what the words around do to each.</summary>
/// <param name="Words">The message's words.</param>
/// <param name="Mentions">By concept, in order of their first words.</param>
internal sealed record MessageReading(IReadOnlyList<MessageWord> Words, IReadOnlyDictionary<int, List<Mention>> Mentions);
