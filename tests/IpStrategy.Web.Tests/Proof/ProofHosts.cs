using IpStrategy.Testing;

namespace IpStrategy.Web.Tests.Proof;

/// <summary>A demonstration of its own on SQLite, for tests that carry the whole plan through from the notice's text.</summary>
public sealed class SqlitePlanHost : RunningHost
{
    public SqlitePlanHost() => FromNothing = true;

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("demo", "true"), new("demo-password", DemoHost.Password)];
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgreSqlPlanHost : RunningHost
{
    private string _connection = "";

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [
            new("demo", "true"),
            new("demo-password", DemoHost.Password),
            new("ConnectionStrings:PostgreSql", _connection),
        ];

    public override async ValueTask InitializeAsync()
    {
        _connection = await PostgreSqlServer.Required().CreateDatabaseAsync();
        await base.InitializeAsync();
    }
}
