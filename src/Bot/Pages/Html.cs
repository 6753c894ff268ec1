using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace HipFaqBot.Bot.Pages;

/// <summary>
/// Finished HTML. It is written as an interpolated string: what stands in the string is markup, and what is filled in is encoded
/// unless it is <see cref="Html"/> itself. So a forgotten encoding does not compile rather than let somebody's words become markup.
/// Attributes must be quoted.
/// </summary>
internal sealed class Html
{
    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    public static Html Nothing { get; } = new("");

    public static Html Of(Writing writing) => new(writing.Markup);

    /// <summary>Takes markup as it is: only for what another writer has encoded already.</summary>
    public static Html Encoded(string markup) => new(markup);

    public static Html Each<T>(IEnumerable<T> things, Func<T, Html> html) =>
        new(string.Concat(things.Select(thing => html(thing)._markup)));

    public override string ToString() => _markup;

    /// <summary>What the compiler makes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Writing(int literalLength, int formattedCount)
    {
        // Letters of any language stay as they are; the encoder still escapes all that means something to HTML.
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        private readonly StringBuilder _text = new(literalLength + (formattedCount * 32));

        public string Markup => _text.ToString();

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(Html html) => _text.Append(html._markup);

        public void AppendFormatted(string? words) => _text.Append(Encoder.Encode(words ?? ""));

        public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");
    }
}
