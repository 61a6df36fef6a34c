using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IpStrategy.Application.Accounts;

/// <summary>Opaque random texts that open something, of which only the hash is stored.</summary>
internal static class Tokens
{
    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Without salt: 256 random bits cannot be guessed, and a look-up needs the same hash each time.</summary>
    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
