using System.Security.Cryptography;
using System.Text;

namespace IpStrategy.Application.Approvals;

/// <summary>What every action on a work item comes with.</summary>
/// <param name="Version">The version the caller saw; null = whatever it is now.</param>
/// <param name="Key">Idempotency key; null = none.</param>
/// <param name="Fingerprint">Hash of action and body: the same key with another is refused.</param>
public sealed record WorkItemRequest(long Id, int? Version, string? Key, string Fingerprint)
{
    /// <summary>The action's name in the API, for the record; null = as what was written tells.</summary>
    public string? Verb { get; init; }

    public static WorkItemRequest Of(long id, int? version = null) => new(id, version, null, "");

    public static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
