using Microsoft.Data.Sqlite;

namespace HipFaqBot.Bot.DirectLine.Storage;

/// <summary>One prepared SQL statement; its parameters are <c>$1</c>, <c>$2</c>, … For one thread.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        // All of it is written in this program; what comes from outside is bound.
#pragma warning disable CA2100
        _command.CommandText = sql;
#pragma warning restore CA2100
    }

    /// <summary>Runs it and returns how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    /// <summary>Rows for as long as <paramref name="wanted"/> takes them.</summary>
    public void Each(Func<SqliteDataReader, bool> wanted, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        while (reader.Read() && wanted(reader))
        {
        }
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (_command.Parameters.Count == i)
                _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
