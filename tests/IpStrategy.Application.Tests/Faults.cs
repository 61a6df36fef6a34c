using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IpStrategy.Application.Tests;

/// <summary>The process dies where its work is done and not yet committed.</summary>
public sealed class DyingBeforeCommit : DbTransactionInterceptor
{
    public bool Strikes { get; set; }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) => Strikes ? throw new ProcessDiedException() : new(result);
}

public sealed class ProcessDiedException() : Exception("The process has died here.");

/// <summary>Keeps the statements that the product sends, with their parameters.</summary>
public sealed class SentStatements : DbCommandInterceptor
{
    private readonly Lock _gate = new();
    private readonly List<SentStatement> _all = [];

    public IReadOnlyList<SentStatement> Take()
    {
        lock (_gate)
        {
            SentStatement[] taken = [.. _all];
            _all.Clear();
            return taken;
        }
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Keep(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Keep(command);
        return new(result);
    }

    private void Keep(DbCommand command)
    {
        var parameters = command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value)).ToList();
        lock (_gate)
        {
            _all.Add(new SentStatement(command.CommandText, parameters));
        }
    }
}

public sealed record SentStatement(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);
