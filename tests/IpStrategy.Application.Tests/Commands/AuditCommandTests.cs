using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IpStrategy.Cli;
using Microsoft.Data.Sqlite;

namespace IpStrategy.Application.Tests.Commands;

/// <summary><c>ipstrategy audit</c> as the contract has it.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ipstrategy-cli-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Verify_ends_with_0_on_a_sound_record_and_with_1_on_one_that_was_changed()
    {
        await MigrateAsync();
        Assert.Equal(
            0,
            await Run("audit", "export", "--data", _folder, "--output", Path.Combine(_folder, "out.jsonl"))
        );
        Assert.Equal(0, await Run("audit", "verify", "--data", _folder));
        Assert.Contains("审计链完好", _output.ToString(), StringComparison.Ordinal);

        Sql("""DROP TRIGGER "AuditEntriesAsWritten" """, """UPDATE "AuditEntries" SET "ActorName" = '李四' """);
        _output.GetStringBuilder().Clear();

        Assert.Equal(1, await Run("audit", "verify", "--data", _folder, "--json"));
        var found = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.False(found.GetProperty("isSound").GetBoolean());
        var damage = found.GetProperty("damage")[0];
        Assert.Equal("changed", damage.GetProperty("kind").GetString());
        Assert.NotEmpty(damage.GetProperty("entry").GetString()!);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Verify_holds_the_chain_against_an_anchor_that_was_kept_elsewhere()
    {
        await MigrateAsync();
        var anchor = Path.Combine(_folder, "kept.jsonl");
        await File.WriteAllTextAsync(
            anchor,
            $$"""{"date":"2010-03-15","sequence":7,"segment":3,"hash":"{{new string('a', 64)}}","at":"2010-03-15T18:00:00+08:00"}"""
        );

        Assert.Equal(1, await Run("audit", "verify", "--data", _folder, "--anchor", anchor));
        Assert.Contains("cut off", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await Run("audit", "verify", "--data", _folder, "--anchor", anchor + ".none"));
    }

    [Fact]
    public async Task Without_a_database_it_fails_with_3_and_makes_none()
    {
        Assert.Equal(3, await Run("audit", "verify", "--data", _folder));
        Assert.False(File.Exists(Path.Combine(_folder, "ipstrategy.db")));
        Assert.Equal(2, await Run("audit", "export", "--data", _folder, "--from", "15.03.2010"));
    }

    [Fact]
    public async Task Nobody_signed_their_own_work_where_nothing_was_signed()
    {
        await MigrateAsync();
        Assert.Equal(0, await Run("audit", "own-work", "--data", _folder, "--assignment", "42", "--json"));
        Assert.Equal("[]", _output.ToString().Trim());
    }

    /// <summary>As docs/audit.md says it can be done, with nothing of this program.</summary>
    [Fact]
    public async Task What_is_exported_can_be_verified_without_the_program()
    {
        await MigrateAsync();
        foreach (var name in (string[])["one", "two"])
        {
            var file = Path.Combine(_folder, $"{name}.jsonl");
            Assert.Equal(0, await Run("audit", "export", "--data", _folder, "--output", file));
        }
        var streams = new Dictionary<string, string>();
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "two.jsonl"));
        Assert.Equal(2, lines.Count(l => l.Contains("\"verb\":\"export\"", StringComparison.Ordinal)));

        foreach (var line in lines)
        {
            var entry = JsonDocument.Parse(line).RootElement;
            var text = line[(line.IndexOf("\"content\":", StringComparison.Ordinal) + 10)..^1];
            var stream = entry.GetProperty("content").GetProperty("stream").GetString()!;
            var previous = streams.GetValueOrDefault(stream, new string('0', 64));
            Assert.Equal(previous, entry.GetProperty("previousHash").GetString());
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{text}")));
            Assert.Equal(hash, entry.GetProperty("hash").GetString());
            streams[stream] = hash;
        }
    }

    private async Task MigrateAsync()
    {
        Assert.Equal(0, await Run("migrate", "--data", _folder));
        _output.GetStringBuilder().Clear();
    }

    private Task<int> Run(params string[] args) => Tool.RunAsync(args, _output, _error);

    private void Sql(params string[] statements)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "ipstrategy.db")}");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }
}
