namespace HipFaqBot.Search.Knowledge;

/// <summary>What a number to call is for.</summary>
public enum HelpPurpose
{
    /// <summary>Ambulance, now.</summary>
    Emergency,

    /// <summary>A clinician's advice today.</summary>
    UrgentAdvice,

    /// <summary>Thoughts of suicide, or a life that cannot be borne.</summary>
    Crisis,

    /// <summary>Too much of a medicine.</summary>
    Poison,

    /// <summary>Being hurt by another person at home.</summary>
    Abuse,
}

/// <summary>One number to call.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Label">Who answers: <c>Samaritans</c>.</param>
/// <param name="Phone">The number as people write it.</param>
/// <param name="Text">How to reach it for who cannot speak or hear: a whole sentence; null where no way is known.</param>
/// <param name="Page">The owner's page.</param>
/// <param name="Checked">The day on which somebody compared it with the owner's page; null while nobody has.</param>
public sealed record HelpNumber(HelpPurpose Purpose, string Label, string Phone, string? Text, Uri Page, DateOnly? Checked)
{
    /// <summary>The address that a tap calls: <c>tel:116123</c>.</summary>
    public string Call => "tel:" + string.Concat(Phone.Where(character => char.IsAsciiDigit(character) || character == '+'));
}

/// <summary>The numbers of one country.</summary>
/// <param name="Code">ISO 3166 code of two capitals; <c>EU</c> is Europe at large.</param>
/// <param name="Name">Its name as it stands in a sentence: <c>the UK</c>.</param>
/// <param name="Numbers">Its numbers, one for each purpose at most.</param>
public sealed record HelpCountry(string Code, string Name, IReadOnlyList<HelpNumber> Numbers)
{
    /// <summary>Europe at large, whose number works beside the countries' own.</summary>
    public const string Europe = "EU";

    /// <summary>The number for a purpose, or null.</summary>
    public HelpNumber? For(HelpPurpose purpose) => Numbers.FirstOrDefault(number => number.Purpose == purpose);
}

/// <summary>The table of numbers to call, by country and purpose.</summary>
/// <param name="Countries">In the order in which they are named.</param>
public sealed record SiteNumbers(IReadOnlyList<HelpCountry> Countries)
{
    /// <summary>What a knowledge base without a table is served with.</summary>
    public static SiteNumbers None { get; } = new([]);

    /// <summary>What is called where no number is known.</summary>
    public const string LocalNumber = "your local emergency number";

    /// <summary>The country of that code, or null.</summary>
    public HelpCountry? Find(string? code) => Countries.FirstOrDefault(country => country.Code == code);

    /// <summary>
    /// Whom to call for a purpose, each with its country: in a known country its number, or its emergency number where it has none for
    /// the purpose; otherwise the numbers of all countries.
    /// </summary>
    /// <param name="region">Code of the country, or null.</param>
    public IReadOnlyList<(HelpCountry Country, HelpNumber Number)> For(string? region, HelpPurpose purpose)
    {
        if (Find(region) is { } country)
        {
            return (country.For(purpose) ?? country.For(HelpPurpose.Emergency)) is { } number ? [(country, number)] : [];
        }

        return [.. All(purpose).Where(row => purpose != HelpPurpose.Emergency || row.Country.Code == HelpCountry.Europe || row.Number.Phone != EuropesPhone)];
    }

    /// <summary>The emergency numbers of the countries that have none for the purpose: what people there fall back on.</summary>
    public IReadOnlyList<(HelpCountry Country, HelpNumber Number)> Instead(HelpPurpose purpose) =>
        [.. For(null, HelpPurpose.Emergency).Where(row => row.Country.For(purpose) is null)];

    /// <summary>What to call in an emergency, in words that fit after "call": <c>999</c>, or where the country is not known all that are.</summary>
    /// <param name="region">Code of the country, or null.</param>
    public string Emergency(string? region)
    {
        if (Find(region)?.For(HelpPurpose.Emergency) is { } own)
        {
            return own.Phone;
        }

        var known = For(null, HelpPurpose.Emergency).GroupBy(row => row.Number.Phone)
            .Select(same => $"{same.Key} in {And([.. same.Select(row => row.Country.Name)])}").ToList();
        return known.Count == 0 ? LocalNumber : $"{LocalNumber} ({string.Join(", ", known)})";
    }

    /// <summary>For readers abroad: "Outside the UK: your local emergency number (112 in Europe)."; null without a country.</summary>
    /// <param name="region">Code of the country, or null.</param>
    public string? Abroad(string? region) => Find(region) is not { } country ? null
        : $"Outside {country.Name}: {LocalNumber}{(EuropesPhone is { } phone ? $" ({phone} in {Find(HelpCountry.Europe)!.Name})" : "")}.";

    /// <summary>The emergency number that holds all over Europe, or null where the table has none.</summary>
    public string? EuropesPhone => Find(HelpCountry.Europe)?.For(HelpPurpose.Emergency)?.Phone;

    private IEnumerable<(HelpCountry Country, HelpNumber Number)> All(HelpPurpose purpose) =>
        from country in Countries
        let number = country.For(purpose)
        where number is not null
        select (country, number);

    private static string And(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";
}
