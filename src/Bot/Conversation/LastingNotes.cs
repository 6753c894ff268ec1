using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HipFaqBot.Bot.DirectLine.Storage;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// In which conversations somebody spoke of self-harm, so that a restart does not forget it: after it no answer about medicines is
/// served there. Kept are a hash of the conversation and the person, and a day; no word and no name. Half a year after the day it is
/// forgotten. A file that cannot be read or written costs what is to outlive a restart and nothing else.
/// </summary>
internal sealed class LastingNotes
{
    private const string FileName = "notes";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(183);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ILogger<LastingNotes> _logger;
    private readonly Lock _gate = new();
    private Dictionary<string, DateOnly>? _days;

    public LastingNotes(IConfiguration configuration, TimeProvider time, ILogger<LastingNotes> logger)
    {
        _path = Path.Combine(ServiceFolder.Of(configuration), "people", FileName);
        _time = time;
        _logger = logger;
    }

    /// <summary>Whether it was noted of this person in this conversation.</summary>
    public bool Has(Activity activity)
    {
        var key = KeyOf(activity);
        lock (_gate)
        {
            return Days().ContainsKey(key);
        }
    }

    /// <summary>Notes it, once.</summary>
    public void Add(Activity activity)
    {
        var key = KeyOf(activity);
        lock (_gate)
        {
            if (!Days().TryAdd(key, Today))
            {
                return;
            }

            try
            {
                PrivateFile.CreateFolder(Path.GetDirectoryName(_path));
                PrivateFile.Write(_path, Encoding.ASCII.GetBytes(string.Concat(Days().Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value:yyyy-MM-dd}\n")))));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Log.NotNoted(_logger, exception.GetType().Name);
            }
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    /// <summary>What is noted and not too old, read from the file the first time.</summary>
    private Dictionary<string, DateOnly> Days()
    {
        if (_days is not null)
        {
            return _days;
        }

        _days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        try
        {
            foreach (var line in File.Exists(_path) ? File.ReadLines(_path) : [])
            {
                if (line.Split(' ') is [var key, var written] && DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    && Today.DayNumber - day.DayNumber < Kept.TotalDays)
                {
                    _days[key] = day;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotNoted(_logger, exception.GetType().Name);
        }

        return _days;
    }

    private static string KeyOf(Activity activity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{activity.ChannelId}\n{activity.Conversation?.Id}\n{activity.From?.Id}")))[..32];
}
