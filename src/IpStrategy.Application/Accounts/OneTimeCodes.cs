using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IpStrategy.Application.Accounts;

/// <summary>The codes of authenticators: RFC 4226 (HOTP) counted by time as RFC 6238 (TOTP) says.</summary>
internal static class OneTimeCodes
{
    public const int Digits = 6;

    /// <summary>RFC 4226 §4 R6 recommends 160 bits.</summary>
    public const int BytesOfSecret = 20;

    /// <summary>RFC 6238 §5.2 recommends 30 seconds.</summary>
    public const int SecondsOfStep = 30;

    /// <summary>Steps before and after the present one that are taken too: clocks differ, and typing takes time.</summary>
    public const int Window = 1;

    private const int Numbers = 1_000_000;

    /// <summary>RFC 4226 §5.3. SHA-1 is what every authenticator knows, and its collisions are no weakness of HMAC.</summary>
    public static string Of(ReadOnlySpan<byte> secret, long counter)
    {
        Span<byte> message = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(message, counter);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, message, mac);
        var offset = mac[^1] & 0xF;
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[offset..]) & int.MaxValue;
        return (number % Numbers).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / SecondsOfStep;

    /// <summary>The step that this code belongs to, newer than any taken before; null where there is none.</summary>
    public static long? FindStep(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastTaken)
    {
        var typed = Encoding.UTF8.GetBytes(code);
        long? found = null;
        // All of them are compared, and each in the same time: the time must not tell how near a guess was.
        for (var step = StepAt(now) - Window; step <= StepAt(now) + Window; step++)
        {
            var right = Encoding.ASCII.GetBytes(Of(secret, step));
            if (CryptographicOperations.FixedTimeEquals(typed, right) && step > lastTaken)
            {
                found = step;
            }
        }
        return found;
    }
}

/// <summary>RFC 4648 §6 (base 32) without padding: how secrets are typed into authenticators, and recovery codes read off paper.</summary>
internal static class KeyText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfLetter = 5;
    private const int BitsOfByte = 8;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (buffer, bits) = (((buffer << BitsOfByte) | b) & 0xFFFF, bits + BitsOfByte);
            for (; bits >= BitsOfLetter; bits -= BitsOfLetter)
            {
                text.Append(Alphabet[(buffer >> (bits - BitsOfLetter)) & 31]);
            }
        }
        return bits == 0 ? text.ToString() : text.Append(Alphabet[(buffer << (BitsOfLetter - bits)) & 31]).ToString();
    }

    /// <summary>In groups of four, as people read them.</summary>
    public static string Grouped(string text, char between) =>
        string.Join(between, text.Chunk(4).Select(c => new string(c)));
}
