using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IpStrategy.Application.Audit;

namespace IpStrategy.Application.Tests.Audit;

public sealed class ExportAuditTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_sealed_chain_can_be_followed_link_by_link_from_the_file_alone(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        foreach (var i in Enumerable.Range(0, 3))
        {
            await office.NoteAsync($"thing:{i}", 2);
            await office.SealAsync();
        }
        await office.NoteAsync("thing:1");
        using var file = new MemoryStream();
        await office.DoAsync<ExportAudit>(e => e.WriteAsync(new ExportRange(), file, default));

        var lines = Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
        var (link, closing, sequence) = (new string('0', 64), "", 0L);
        foreach (var line in lines)
        {
            var row = JsonDocument.Parse(line).RootElement;
            if (row.TryGetProperty("segment", out _))
            {
                Assert.Equal(link, row.GetProperty("previousHash").GetString());
                closing = row.GetProperty("closingHash").GetString();
                Assert.Equal(sequence + 1, row.GetProperty("firstSequence").GetInt64());
                continue;
            }
            var text = line[(line.IndexOf("\"content\":", StringComparison.Ordinal) + 10)..^1];
            var hash = row.GetProperty("hash").GetString()!;
            Assert.Equal(Sha(row.GetProperty("previousHash").GetString()!, text), hash);
            if (row.GetProperty("sequence").ValueKind == JsonValueKind.Number)
            {
                Assert.Equal(++sequence, row.GetProperty("sequence").GetInt64());
                link = Sha(link, hash);
            }
        }
        Assert.Equal(closing, link);
        Assert.Equal((await office.VerifyAsync()).Head, link);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(lines[^1]).RootElement.GetProperty("sequence").ValueKind);
    }

    private static string Sha(string before, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{before}\n{text}")));
}
