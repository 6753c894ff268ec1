namespace HipFaqBot.Bot.DirectLine;

/// <summary>Settings of the embedded channel, section <c>DirectLine</c>. The limits keep its memory bounded.</summary>
internal sealed record DirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>Store: a file in the data folder.</summary>
    public const string Disk = "disk";

    /// <summary>Store: nothing on disk; all is gone when the process ends.</summary>
    public const string Memory = "memory";

    /// <summary>
    /// Server-to-server keys, up to two so that one can be replaced while the other serves. Default none; an empty one matches nothing.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether the chat page of this origin gets tokens without a secret. Default true.</summary>
    public bool Anonymous { get; init; } = true;

    /// <summary>Where conversations are kept: <c>disk</c> (default) or <c>memory</c>.</summary>
    public string Store { get; init; } = Disk;

    /// <summary>Folder of conversations and keys. Default: the service's data folder.</summary>
    public string? Folder { get; init; }

    /// <summary>How long a key signs tokens before the next one does.</summary>
    public TimeSpan KeyLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a key that no longer signs still proves tokens: two lives of a token.</summary>
    public TimeSpan KeyOverlap => 2 * TokenLife;

    /// <summary>Life of a token. Clients refresh every 15 minutes whatever they are told, so it must be well above that.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromSeconds(1800);

    /// <summary>How long a stream address may be used to connect. Clients open the same address more than once.</summary>
    public TimeSpan StreamTokenLife { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest activity, in bytes of JSON.</summary>
    public int MaximumActivityBytes { get; init; } = 256 * 1024;

    /// <summary>Activities kept for replay in one conversation.</summary>
    public int MaximumActivities { get; init; } = 500;

    /// <summary>Bytes kept for replay in one conversation.</summary>
    public int MaximumConversationBytes { get; init; } = 1024 * 1024;

    /// <summary>Conversations kept; beyond that the longest silent one without a socket gives way. Default 50,000 on disk, 10,000 in memory.</summary>
    public int? MaximumConversations { get; init; }

    /// <summary>Bytes kept for replay in all conversations together. Default 2 GiB on disk, 128 MiB in memory.</summary>
    public long? MaximumTotalBytes { get; init; }

    /// <summary>New conversations that one address (IPv6: one /64 network) may start in an hour; holders of the secret are not counted.</summary>
    public int MaximumStartsPerHour { get; init; } = 300;

    /// <summary><see cref="MaximumConversations"/>, or its default.</summary>
    public int ConversationLimit => MaximumConversations ?? (Store == Memory ? 10_000 : 50_000);

    /// <summary><see cref="MaximumTotalBytes"/>, or its default.</summary>
    public long TotalLimitBytes => MaximumTotalBytes ?? (Store == Memory ? 128L : 2048L) * 1024 * 1024;

    /// <summary>What one conversation may keep when all together keep too much.</summary>
    public long FairShareBytes => TotalLimitBytes / ConversationLimit;

    /// <summary>A conversation in which nobody has said anything for so long is erased.</summary>
    public TimeSpan IdleExpiry { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// On computers that many people use: a conversation in which nobody did anything for so long is erased, and the page that shows it
    /// cleared, after a warning of a minute. Default null: only <see cref="IdleExpiry"/> counts.
    /// </summary>
    public TimeSpan? SharedComputerTimeout { get; init; }

    /// <summary>Whether people may send pictures and PDF files. Default false.</summary>
    public bool Uploads { get; init; }

    /// <summary>Largest upload: all files of one message together, in bytes.</summary>
    public int MaximumUploadBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Files kept of one conversation, in bytes together.</summary>
    public int MaximumConversationUploadBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Open sockets of one conversation; the oldest gives way. Clients hold two at times, and people open two tabs.</summary>
    public int MaximumSockets { get; init; } = 4;

    /// <summary>Open sockets in all conversations together.</summary>
    public int MaximumOpenSockets { get; init; } = 8000;

    /// <summary>Messages of one conversation that may wait for their turn.</summary>
    public int MaximumWaitingTurns { get; init; } = 8;

    /// <summary>How long the bot may take for one turn.</summary>
    public TimeSpan TurnLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Silence after which an empty frame is sent, below the idle limit of common proxies.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long one frame may take to leave; a slower socket is dropped and its client resumes by watermark.</summary>
    public TimeSpan SendLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Every setting that cannot work, each with its key, value and cure.</summary>
    public IEnumerable<string> Problems()
    {
        if (Secrets.Count > 2)
            yield return $"{Section}:Secrets has {Secrets.Count} values: keep two at most, the old and the new.";
        if (Secrets.Any(secret => secret.Length is > 0 and < 16))
            yield return $"{Section}:Secrets has a value shorter than 16 characters: use a long random one.";
        if (Store is "redis")
            yield return $"{Section}:Store is \"redis\", which this version cannot do yet: set disk (one instance) or memory.";
        else if (Store is not (Disk or Memory))
            yield return $"{Section}:Store is \"{Store}\": set disk or memory.";
        if (KeyLife < TokenLife)
            yield return $"{Section}:KeyLife is {KeyLife}, shorter than a token's life: set a day or more.";
        if (TokenLife <= TimeSpan.FromMinutes(16))
            yield return $"{Section}:TokenLife is {TokenLife}: clients refresh every 15 minutes, so set 00:20:00 or more.";
        if (IdleExpiry > TimeSpan.FromHours(24) || IdleExpiry <= TimeSpan.Zero)
            yield return $"{Section}:IdleExpiry is {IdleExpiry}: conversations are private, so set at most 24:00:00, and more than zero.";
        if (SharedComputerTimeout is { } shared && (shared < TimeSpan.FromMinutes(2) || shared > IdleExpiry))
            yield return $"{Section}:SharedComputerTimeout is {shared}: set 00:02:00 or more (the last minute is a warning) and no more than {Section}:IdleExpiry, or leave it out.";
        foreach (var (key, value) in new (string, long)[]
        {
            (nameof(MaximumActivityBytes), MaximumActivityBytes), (nameof(MaximumActivities), MaximumActivities),
            (nameof(MaximumConversationBytes), MaximumConversationBytes), (nameof(MaximumConversations), ConversationLimit),
            (nameof(MaximumTotalBytes), TotalLimitBytes), (nameof(MaximumStartsPerHour), MaximumStartsPerHour), (nameof(MaximumSockets), MaximumSockets), (nameof(MaximumOpenSockets), MaximumOpenSockets),
            (nameof(MaximumUploadBytes), MaximumUploadBytes), (nameof(MaximumConversationUploadBytes), MaximumConversationUploadBytes), (nameof(MaximumWaitingTurns), MaximumWaitingTurns), (nameof(TurnLimit), TurnLimit.Ticks),
            (nameof(KeepAlive), KeepAlive.Ticks), (nameof(SendLimit), SendLimit.Ticks), (nameof(StreamTokenLife), StreamTokenLife.Ticks),
        })
        {
            if (value <= 0)
                yield return $"{Section}:{key} is zero or less: set a positive value or leave it out.";
        }
    }
}
