using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace HipFaqBot.Search.Matching;

/// <summary>Hands terms that were analysed already to Lucene's index writer.</summary>
internal sealed class TermStream : TokenStream
{
    private readonly IEnumerator<string> _terms;
    private readonly ICharTermAttribute _term;

    public TermStream(IEnumerable<string> terms)
    {
        _terms = terms.GetEnumerator();
        _term = AddAttribute<ICharTermAttribute>();
    }

    public override bool IncrementToken()
    {
        ClearAttributes();
        if (!_terms.MoveNext())
        {
            return false;
        }

        _term.SetEmpty().Append(_terms.Current);
        return true;
    }
}
