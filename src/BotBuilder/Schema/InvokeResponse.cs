namespace HipFaqBot.BotBuilder;

/// <summary>What answers an invoke: the HTTP status and the body of the response.</summary>
public class InvokeResponse
{
    public int Status { get; set; }

    public object? Body { get; set; }

    public bool IsSuccessStatusCode() => Status is >= 200 and <= 299;
}

/// <summary>The same with a body of a known type.</summary>
public class InvokeResponse<T> : InvokeResponse
{
    public new T? Body
    {
        get => base.Body is T body ? body : default;
        set => base.Body = value;
    }
}
