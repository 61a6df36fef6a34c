using System.Data.Common;
using IpStrategy.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Web.Tests.Cost;

/// <summary>The demonstration with a look at every statement it sends to the database.</summary>
public sealed class CostHost : DemoInstallationHost
{
    public SentSql Sent { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [.. base.Settings, new("Limits:SignInsPerName", "10000"), new("Limits:Requests", "1000000")];

    protected override void Configure(IServiceCollection services) =>
        services.ConfigureDbContext<SqliteIpStrategyContext>(o => o.AddInterceptors(Sent));
}

/// <param name="Parameters">As they were sent: what a statement costs may depend on them.</param>
public sealed record Sql(string Text, IReadOnlyList<(string Name, object? Value)> Parameters);

/// <summary>The statements since somebody last looked.</summary>
public sealed class SentSql : DbCommandInterceptor
{
    private readonly Lock _gate = new();
    private readonly List<Sql> _all = [];

    public IReadOnlyList<Sql> Take()
    {
        lock (_gate)
        {
            Sql[] taken = [.. _all];
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
        var parameters = command.Parameters.Cast<SqliteParameter>().Select(p => (p.ParameterName, p.Value)).ToList();
        lock (_gate)
        {
            _all.Add(new Sql(command.CommandText, parameters));
        }
    }
}
