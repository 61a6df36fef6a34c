using IpStrategy.Testing;
using Npgsql;

namespace IpStrategy.Conventions.Tests.Testing;

public sealed class PostgreSqlServerTests
{
    [Fact]
    public async Task Gives_every_caller_an_empty_database_of_its_own()
    {
        var server = PostgreSqlServer.Required();

        await using var first = new NpgsqlConnection(await server.CreateDatabaseAsync());
        await using var second = new NpgsqlConnection(await server.CreateDatabaseAsync());
        await first.OpenAsync();
        await second.OpenAsync();

        Assert.NotEqual(first.Database, second.Database);
        await using var command = second.CreateCommand();
        command.CommandText = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }
}
