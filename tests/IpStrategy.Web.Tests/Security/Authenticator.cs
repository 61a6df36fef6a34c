using System.Security.Cryptography;

namespace IpStrategy.Web.Tests.Security;

/// <summary>What somebody's telephone does: RFC 6238 once more, written apart from the program's own.</summary>
internal sealed class Authenticator(string secret, TimeProvider clock)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public string Code()
    {
        var counter = BitConverter.GetBytes(clock.GetUtcNow().ToUnixTimeSeconds() / 30);
        Array.Reverse(counter);
        using var mac = new HMACSHA1(Key());
        var hash = mac.ComputeHash(counter);
        var at = hash[19] % 16;
        var number = ((hash[at] % 128) * 16_777_216) + (hash[at + 1] * 65_536) + (hash[at + 2] * 256) + hash[at + 3];
        return $"{number % 1_000_000:000000}";
    }

    private byte[] Key()
    {
        var bits = string.Concat(
            secret.Where(c => c != ' ').Select(c => $"{Alphabet.IndexOf(c, StringComparison.Ordinal):B5}")
        );
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
