namespace HipFaqBot.Search.Knowledge;

/// <summary>Something wrong in a knowledge folder, said so that an editor can mend it.</summary>
/// <param name="Path">The file, relative to the knowledge folder; the folder itself where no file is to blame.</param>
/// <param name="Line">Line in the file from 1, or 0 where no line is to blame.</param>
/// <param name="Severity">An error keeps the version from being served; a warning does not.</param>
/// <param name="Rule">The rule's stable name: <c>unknown-source</c>.</param>
/// <param name="Message">What is wrong and, in brackets, how to mend it.</param>
public sealed record KnowledgeProblem(string Path, int Line, Severity Severity, string Rule, string Message)
{
    /// <summary><c>path:line: severity: message</c>, the form that editors and terminals make clickable.</summary>
    public override string ToString() => $"{Path}:{Line}: {(Severity == Severity.Error ? "error" : "warning")}: {Message}";
}

/// <summary>How bad a problem is.</summary>
public enum Severity
{
    /// <summary>To be mended some day; the version is served.</summary>
    Warning,

    /// <summary>The version is not served.</summary>
    Error,
}
