using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace IpStrategy.Application.Processes;

/// <summary>One file handed in for deployment, under the name others import it by.</summary>
public sealed record NamedFile(string Name, byte[] Content);

/// <summary>Files that are deployed in one go and may import each other.</summary>
internal static class DeploymentFiles
{
    /// <summary>Imports are looked up by the name of the file alone: a deployment has no folders, and never a network.</summary>
    public static Func<string, ReadOnlyMemory<byte>?> Importing(IReadOnlyDictionary<string, byte[]> files) =>
        location => files.TryGetValue(NameIn(location), out var found) ? (ReadOnlyMemory<byte>?)found : null;

    /// <summary>What of a file counts when it is asked whether it has been deployed already: itself and all that came with it.</summary>
    public static string HashOf(NamedFile file, ImmutableArray<NamedFile> resources)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file.Content);
        foreach (var resource in resources.OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(resource.Name));
            hash.AppendData(SHA256.HashData(resource.Content));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public static string NameIn(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
