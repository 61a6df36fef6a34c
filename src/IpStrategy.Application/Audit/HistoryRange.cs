using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IpStrategy.Domain.Audit;
using IpStrategy.Persistence.Workflow;

namespace IpStrategy.Application.Audit;

/// <summary>The lines of one instance's history that one act made, with a hash over them: so history is under the record's hash too.</summary>
/// <param name="From">Number of the first line.</param>
/// <param name="To">Number of the last.</param>
public sealed record HistoryRange(string Instance, int From, int To, string Sha256)
{
    internal static List<HistoryRange> Of(IEnumerable<StoredHistory> lines) =>
        [.. lines.GroupBy(l => l.InstanceId).OrderBy(g => g.Key).Select(g => Of(g.Key, [.. g.OrderBy(l => l.Number)]))];

    internal static string HashOf(IEnumerable<StoredHistory> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            Append(text, line);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static HistoryRange Of(long instance, List<StoredHistory> lines) =>
        new(Opaque.Of(instance), lines[0].Number, lines[^1].Number, HashOf(lines));

    private static void Append(StringBuilder text, StoredHistory line) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"{line.Number}\t{AuditHash.Kept(line.At).UtcTicks}\t{line.Kind}\t{line.ElementType}\t{line.ActivityId}\t{line.ElementId}\t{line.ActorId}\t{line.ActorName}\t{line.ActorBody}\t{line.ActorForId}\t{line.ActorForName}\t{line.Facts}\n"
        );
}
