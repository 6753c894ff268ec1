namespace HipFaqBot.BotBuilder.Tests.Surface;

/// <summary>Holds one type or member of ours against the SDK's listing.</summary>
internal sealed class Comparison(SdkListing sdk)
{
    /// <summary>Null when the SDK has the same; otherwise what is wrong, with the SDK's nearest lines.</summary>
    public string? Offence(ApiMember own) => own.Kind == 'T' ? TypeOffence(own) : MemberOffence(own);

    private string? TypeOffence(ApiMember own)
    {
        if (sdk.FindType(own.Type) is not { } theirs)
        {
            var last = ApiMember.LastSegment(own.Type);
            return Say(own, "the SDK has no such type", sdk.TypesNamed(last));
        }

        if (own.TypeKind != theirs.TypeKind
            || own.Signature != theirs.Signature
            || own.Names != theirs.Names
            || own.Constraints != theirs.Constraints
            || !own.Modifiers.SetEquals(theirs.Modifiers)
            || (own.TypeKind != "delegate" && own.TypeParameters != theirs.TypeParameters))
        {
            return Say(own, "the SDK declares it otherwise", [theirs]);
        }

        var allowed = sdk.AllBaseNames(own.Type).ToHashSet();
        var added = own.Bases.Where(name => !allowed.Contains(name)).ToList();
        return added.Count == 0 ? null : Say(own, $"the SDK's type has no base {string.Join(", ", added)}", [theirs]);
    }

    private string? MemberOffence(ApiMember own)
    {
        if (sdk.FindType(own.Type) is null)
        {
            return null; // the type itself is the offence
        }

        foreach (var type in sdk.WithBases(own.Type))
        {
            var inherited = type != own.Type;
            if ((!inherited || own.Name != ".ctor") && sdk.MembersOf(type).Any(theirs => Same(own, theirs, inherited)))
            {
                return null;
            }
        }

        if (own.OverridesForeignMember)
        {
            return null;
        }

        var near = sdk.WithBases(own.Type).SelectMany(sdk.MembersOf).Where(theirs => theirs.Name == own.Name).ToList();
        return near.Count > 0
            ? Say(own, "the SDK declares it otherwise", near)
            : Say(own, "the SDK has no such member", sdk.MembersOf(own.Type).OrderBy(theirs => Distance(theirs.Name, own.Name)).Take(2));
    }

    private static bool Same(ApiMember own, ApiMember theirs, bool inherited) =>
        own.Kind == theirs.Kind
        && own.Name == theirs.Name
        && (own.Signature == theirs.Signature || SameButForTheValue(own, theirs))
        && own.Names == theirs.Names
        && own.Constraints == theirs.Constraints
        && (inherited ? SameInherited(own.Modifiers, theirs.Modifiers) : Essential(own.Modifiers).SetEquals(Essential(theirs.Modifiers)));

    // The listing gives the value of a static readonly string only where the source does.
    private static bool SameButForTheValue(ApiMember own, ApiMember theirs) =>
        own.Modifiers.Contains("readonly")
        && !theirs.Signature.Contains(" = ", StringComparison.Ordinal)
        && own.Signature.StartsWith(theirs.Signature + " = ", StringComparison.Ordinal);

    // Declared here, on a base in the SDK: an override of the base's virtual, or a member that the SDK keeps one level up.
    private static bool SameInherited(IReadOnlySet<string> own, IReadOnlySet<string> theirs) =>
        own.Contains("static") == theirs.Contains("static") && own.Contains("protected") == theirs.Contains("protected");

    // `new` only silences a warning.
    private static HashSet<string> Essential(IReadOnlySet<string> modifiers) =>
        [.. modifiers.Where(modifier => modifier is not ("new" or "explicit"))];

    private static string Say(ApiMember own, string what, IEnumerable<ApiMember> nearest) =>
        $"{own.Line}\n    {what}{string.Concat(nearest.Select(theirs => "\n    SDK: " + theirs.Line))}";

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[^1];
    }
}
