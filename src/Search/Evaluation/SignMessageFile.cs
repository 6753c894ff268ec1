using System.Text;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Evaluation;

/// <summary>
/// Reads messages whose warning signs are known: a questions file (<see cref="QuestionFile"/>), or lines of cells between tabs. Those are
/// either <c>sign, urgency, kind, text</c> with the names in the first line (kind <c>trigger</c> must alert, any other must not), or
/// pairs: <c>sign, message, the same without the sign</c>. Lines that begin with # are passed over.
/// </summary>
public static class SignMessageFile
{
    private const string Header = "sign\turgency\tkind\ttext";

    /// <summary>Reads a file; one that cannot be read is a problem too.</summary>
    public static QuestionReading Read(string path)
    {
        if (!path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase))
        {
            return QuestionFile.Read(path);
        }

        try
        {
            return Parse(path, File.ReadAllLines(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)));
        }
        catch (DecoderFallbackException)
        {
            return Unread(path, "encoding", "The file is not UTF-8 (save it again with the encoding UTF-8).");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unread(path, "unreadable", $"The file cannot be read: {e.Message} (check the path and the file's permissions).");
        }
    }

    private static QuestionReading Parse(string path, string[] lines)
    {
        var questions = new List<EvaluationQuestion>();
        var problems = new ProblemList();
        var labelled = lines is [Header, ..];
        for (var i = labelled ? 1 : 0; i < lines.Length; i++)
        {
            var cells = lines[i].Split('\t');
            if (lines[i].Length == 0 || lines[i][0] == '#')
            {
                continue;
            }

            switch (cells)
            {
                case [var sign, _, var kind, var text] when labelled:
                    Add(kind == "trigger" ? sign : null, text, i);
                    break;
                case [var sign, var red, var calm] when !labelled:
                    Add(sign, red, i);
                    Add(null, calm, i);
                    break;
                default:
                    problems.Error(path, i + 1, "cells", labelled
                        ? $"The line has {cells.Length} cells, but must have four: sign, urgency, kind, text."
                        : $"The line has {cells.Length} cells, but must have three: sign, message, the same without the sign (or begin the file with the line {Header.Replace('\t', ' ')}).");
                    break;
            }
        }

        if (questions.Count == 0 && !problems.HasErrors)
        {
            problems.Error(path, 0, "no-questions", "There is no message in the file.");
        }

        return new QuestionReading(questions, problems.Sorted());

        void Add(string? sign, string text, int line) => questions.Add(
            new EvaluationQuestion(text, [], sign is null ? QuestionKind.Calm : QuestionKind.Red, sign is null ? [] : [sign])
            {
                Path = path,
                Line = line + 1,
                IsOfPair = !labelled,
            });
    }

    private static QuestionReading Unread(string path, string rule, string message) =>
        new([], [new KnowledgeProblem(path, 0, Severity.Error, rule, message)]);
}
