namespace HipFaqBot.EndToEnd.Tests;

/// <summary>When what moves on the page has come to rest.</summary>
internal static class Resting
{
    /// <summary>A script that ends when the transcript has stood still for twenty frames.</summary>
    public const string Transcript =
        """
        () => new Promise(resolve => {
          const transcript = document.querySelector('.webchat__basic-transcript__scrollable');
          let before = -1, same = 0;
          requestAnimationFrame(function look() {
            same = transcript.scrollTop === before ? same + 1 : 0;
            before = transcript.scrollTop;
            if (same > 20) resolve(true); else requestAnimationFrame(look);
          });
        })
        """;
}
