using System.CommandLine;
using Spectre.Console;

namespace HipFaqBot.Cli;

/// <summary>Where a command prints: text, tables and colour for people on standard output, complaints and progress on standard error.</summary>
internal sealed class Screen
{
    /// <summary>Characters in a line where there is no terminal to ask: wide enough that no table cell is broken.</summary>
    private const int FileWidth = 200;

    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly IAnsiConsole _console;
    private readonly bool _terminal;

    public Screen(InvocationConfiguration invocation)
    {
        _output = invocation.Output;
        _error = invocation.Error;
        _terminal = ReferenceEquals(_output, Console.Out) && !Console.IsOutputRedirected;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(_output),
            Ansi = _terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = _terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!_terminal)
        {
            _console.Profile.Width = FileWidth;
        }
    }

    /// <summary>A line of text as it is, never wrapped.</summary>
    public void Line(string text = "") => _output.WriteLine(text);

    /// <summary>Text as it is, with no line end added: what is redirected to a file is the file.</summary>
    public void Text(string text) => _output.Write(text);

    /// <summary>A line of text in one style, such as <c>bold green</c>.</summary>
    public void Line(string text, string style)
    {
        if (_terminal)
        {
            _console.MarkupLine($"[{style}]{Markup.Escape(text)}[/]");
        }
        else
        {
            Line(text);
        }
    }

    /// <summary>An empty table with these columns; figures are set to the right.</summary>
    public Table Table(params (string Name, bool Figures)[] columns)
    {
        var table = new Table { Border = _terminal ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var (name, figures) in columns)
        {
            table.AddColumn(new TableColumn(new Text(name)) { Alignment = figures ? Justify.Right : Justify.Left });
        }

        return table;
    }

    public void Show(Table table) => _console.Write(table);

    /// <summary>A word on what takes long, beside the output.</summary>
    public void Progress(string text) => _error.WriteLine(text);

    public void Complain(string text) => _error.WriteLine(text);
}
