using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace HipFaqBot.Search.Text;

/// <summary>
/// Words to stems: split at Unicode word borders, possessive 's off, lower case, accents off, English stem.
/// There is no stop list: "how", "when" and "not" tell questions apart, and what every entry has weighs next to nothing by itself.
/// </summary>
internal sealed class StemAnalyzer : Analyzer
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var tokenizer = new StandardTokenizer(Version, reader) { MaxTokenLength = 64 };
        return new TokenStreamComponents(tokenizer, Stems(tokenizer));
    }

    internal static TokenStream Stems(TokenStream words)
    {
        var stream = new EnglishPossessiveFilter(Version, words);
        return new PorterStemFilter(new ASCIIFoldingFilter(new LowerCaseFilter(Version, stream)));
    }
}
