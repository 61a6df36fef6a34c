using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace IpStrategy.Persistence.Rows;

/// <summary>
/// Where the rows of a unit of work are written: the hot path of every command. What has to be written is known row by row when it
/// gets here, so it goes out as it is, each statement's text made once for the process, instead of being planned, sorted and worded
/// anew each time. Whatever needs more than that (accounts, saves without a transaction) goes the library's own way.
/// </summary>
internal sealed class PreparedRows(DatabaseDependencies database, RelationalDatabaseDependencies relational)
    : RelationalDatabase(database, relational)
{
    // A process may hold several databases, each with a model of its own; a shape goes with its model.
    private static readonly ConditionalWeakTable<IEntityType, RowShape> Shapes = [];

    public override Task<int> SaveChangesAsync(
        IList<IUpdateEntry> entries,
        CancellationToken cancellationToken = default
    )
    {
        if (RelationalDependencies.Connection.CurrentTransaction?.GetDbTransaction() is not { } transaction)
        {
            return base.SaveChangesAsync(entries, cancellationToken);
        }
        var connection = RelationalDependencies.Connection.DbConnection;
        var marker = connection.CanCreateBatch ? RowShape.PositionalMarker : (Func<int, string>)RowShape.NamedMarker;
        var rows = Statements(entries, marker);
        return rows is null
            ? base.SaveChangesAsync(entries, cancellationToken)
            : WriteAsync(connection, transaction, rows, cancellationToken);
    }

    private static async Task<int> WriteAsync(
        DbConnection connection,
        DbTransaction transaction,
        List<RowToWrite> rows,
        CancellationToken cancel
    )
    {
        try
        {
            await (
                connection.CanCreateBatch
                    ? RowBatch.SendAsync(connection, transaction, rows, cancel)
                    : RowCommands.RunAsync(connection, transaction, rows, cancel)
            );
        }
        catch (DbException e)
        {
            throw new DbUpdateException("The rows could not be stored.", e, [.. rows.Select(r => r.Entry)]);
        }
        return rows.Count;
    }

    /// <summary>Null when one of the rows is none of ours: then all of them go together the other way.</summary>
    private static List<RowToWrite>? Statements(IList<IUpdateEntry> entries, Func<int, string> marker)
    {
        var rows = new List<RowToWrite>(entries.Count);
        foreach (var entry in entries)
        {
            if (!Shapes.TryGetValue(entry.EntityType, out var shape))
            {
                shape = new RowShape(entry.EntityType, marker);
                Shapes.AddOrUpdate(entry.EntityType, shape);
            }
            if (!shape.IsPlain)
            {
                return null;
            }
            rows.Add(RowToWrite.Of(entry, shape, rows.Count));
        }
        // A key that is freed and taken in one unit of work must be free first; rows of one statement stand together.
        rows.Sort(RowToWrite.InOrder);
        return rows;
    }
}

/// <param name="Turn">Deletions first, then changes, then new rows.</param>
/// <param name="Place">Rows of one kind stay in the order in which they were made.</param>
internal readonly record struct RowToWrite(IUpdateEntry Entry, RowStatement Statement, int Turn, int Place)
{
    public static RowToWrite Of(IUpdateEntry entry, RowShape shape, int place) =>
        entry.EntityState switch
        {
            EntityState.Deleted => new(entry, shape.Delete, 0, place),
            EntityState.Modified => new(entry, shape.Update(entry), 1, place),
            EntityState.Added => new(entry, shape.Insert, 2, place),
            _ => throw new InvalidOperationException($"Nothing to write: {entry.EntityState}."),
        };

    public static int InOrder(RowToWrite one, RowToWrite other)
    {
        var order = one.Turn.CompareTo(other.Turn);
        order = order != 0 ? order : string.CompareOrdinal(one.Statement.Text, other.Statement.Text);
        return order != 0 ? order : one.Place.CompareTo(other.Place);
    }

    /// <exception cref="DbUpdateConcurrencyException">The row was not as it had been read.</exception>
    public void Check(int affected)
    {
        if (affected != 1)
        {
            throw new DbUpdateConcurrencyException($"{affected} rows instead of 1: {Statement.Text}", [Entry]);
        }
    }
}

/// <summary>PostgreSQL: everything in one round trip.</summary>
internal static class RowBatch
{
    public static async Task SendAsync(
        DbConnection connection,
        DbTransaction transaction,
        List<RowToWrite> rows,
        CancellationToken cancel
    )
    {
        await using var batch = connection.CreateBatch();
        await using var maker = connection.CreateCommand();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = row.Statement.Text;
            foreach (var parameter in row.Statement.Parameters)
            {
                var value = parameter.ValueOf(row.Entry);
                command.Parameters.Add(parameter.Mapping.CreateParameter(maker, "", value));
            }
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(cancel);
        for (var place = 0; place < rows.Count; place++)
        {
            rows[place].Check(batch.BatchCommands[place].RecordsAffected);
        }
    }
}

/// <summary>SQLite: no round trips to save, but every statement is compiled once and run for all its rows.</summary>
internal static class RowCommands
{
    public static async Task RunAsync(
        DbConnection connection,
        DbTransaction transaction,
        List<RowToWrite> rows,
        CancellationToken cancel
    )
    {
        DbCommand? command = null;
        RowStatement? prepared = null;
        try
        {
            foreach (var row in rows)
            {
                if (prepared != row.Statement)
                {
                    command?.Dispose();
                    prepared = row.Statement;
                    command = Prepare(connection, transaction, prepared);
                }
                row.Check(await RunAsync(command!, row, cancel));
            }
        }
        finally
        {
            command?.Dispose();
        }
    }

    private static DbCommand Prepare(DbConnection connection, DbTransaction transaction, RowStatement statement)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement.Text;
        for (var place = 0; place < statement.Parameters.Length; place++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = RowShape.NamedMarker(place);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static Task<int> RunAsync(DbCommand command, RowToWrite row, CancellationToken cancel)
    {
        var parameters = row.Statement.Parameters;
        for (var place = 0; place < parameters.Length; place++)
        {
            command.Parameters[place].Value = parameters[place].ProviderValueOf(row.Entry);
        }
        return command.ExecuteNonQueryAsync(cancel);
    }
}
