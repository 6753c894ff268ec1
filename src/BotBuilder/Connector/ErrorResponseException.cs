using System.Net;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>The connector did not do what it was asked, or nobody can say whether it did.</summary>
public class ErrorResponseException : Exception
{
    /// <summary>Without a message.</summary>
    public ErrorResponseException()
    {
    }

    /// <summary>With a message.</summary>
    public ErrorResponseException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public ErrorResponseException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What the connector said, where it said something readable.</summary>
    public ErrorResponse? Body { get; set; }

    /// <summary>The connector's status; null where no answer came.</summary>
    internal HttpStatusCode? StatusCode { get; init; }
}
