namespace HipFaqBot.Search.Safety;

/// <summary>A pattern with an urgency of its own, which a clinician has to judge.</summary>
/// <param name="Pattern">The pattern; it stands among <see cref="WarningSign.Patterns"/>, too.</param>
/// <param name="IsUnsourced">Whether it names no source.</param>
/// <param name="Line">Its line in the file.</param>
internal sealed record SignPair(SignPattern Pattern, bool IsUnsourced, long Line);
