namespace HipFaqBot.Search.Knowledge;

/// <summary>A publication that an answer rests on.</summary>
/// <param name="Key">Its name in <c>sources.yaml</c>: <c>AAOS-HCP</c>.</param>
/// <param name="Title">Title as the publisher gives it.</param>
/// <param name="Publisher">Who stands behind it.</param>
/// <param name="Url">Where a person can read it.</param>
/// <param name="Date">Year or day of publication, review or reading, as text.</param>
/// <param name="Licence">What its licence allows, as text.</param>
public sealed record Source(string Key, string Title, string Publisher, Uri Url, string Date, string Licence);
