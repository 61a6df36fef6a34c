using System.Collections.Frozen;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Accounts;

/// <summary>Section <c>Passwords</c> of the settings file.</summary>
public sealed record PasswordSettings
{
    public const string Section = "Passwords";

    public int LeastCharacters { get; init; } = 10;

    /// <summary>Of small letters, capitals, digits and all else.</summary>
    public int LeastKinds { get; init; } = 3;

    /// <summary>How many of the passwords before are refused, the present one counted; 0 = none.</summary>
    public int NotTheLast { get; init; } = 5;

    /// <summary>Older ones must be changed at the next sign-in; 0 = they may grow as old as they like.</summary>
    public int GreatestAgeDays { get; init; }
}

/// <summary>What a password must look like.</summary>
public sealed class PasswordRules(PasswordSettings settings)
{
    // Hashing is slow on purpose: a password without an upper limit would be a way to keep the server busy.
    public const int MostCharacters = 256;

    // A name of one or two letters would be in nearly every password.
    private const int ShortestNameLookedFor = 3;

    // What is left of the passwords that lists of stolen ones begin with, once capitals, digits and signs around them are gone.
    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        StringComparer.Ordinal,
        "",
        "abc",
        "abcd",
        "abcdef",
        "admin",
        "administrator",
        "asdf",
        "asdfgh",
        "asdfghjkl",
        "baseball",
        "changeme",
        "default",
        "dragon",
        "football",
        "guest",
        "hello",
        "helloworld",
        "iloveyou",
        "letmein",
        "login",
        "master",
        "monkey",
        "password",
        "passw",
        "passwd",
        "princess",
        "qazwsx",
        "qazwsxedc",
        "qwe",
        "qweasd",
        "qweasdzxc",
        "qwer",
        "qwert",
        "qwerty",
        "qwertyuiop",
        "root",
        "secret",
        "shadow",
        "sunshine",
        "superman",
        "superuser",
        "test",
        "tianjin",
        "tjzscq",
        "trustno",
        "user",
        "welcome",
        "woaini",
        "woaizhongguo",
        "zhongguo",
        "zscqj",
        "zxcv",
        "zxcvbn",
        "zxcvbnm"
    );

    public int LeastCharacters => settings.LeastCharacters;

    public DomainRefusal? Check(string password, string userName) =>
        password.Length < settings.LeastCharacters ? new PasswordIsTooShort(settings.LeastCharacters)
        : password.Length > MostCharacters ? new PasswordIsTooLong(MostCharacters)
        : KindsIn(password) < settings.LeastKinds ? new PasswordIsTooSimple(settings.LeastKinds)
        : Contains(password, userName) ? new PasswordContainsUserName()
        : IsCommon(password) ? new PasswordIsTooCommon()
        : null;

    /// <summary>Whether one set then must be changed now.</summary>
    public bool IsTooOld(DateTimeOffset? setAt, DateTimeOffset now) =>
        settings.GreatestAgeDays > 0 && setAt is { } set && set.AddDays(settings.GreatestAgeDays) <= now;

    private static bool Contains(string password, string userName) =>
        userName.Length >= ShortestNameLookedFor && password.Contains(userName, StringComparison.OrdinalIgnoreCase)
        || password.Equals(userName, StringComparison.OrdinalIgnoreCase);

    /// <summary><c>P@ssw0rd2010!</c> is the same guess as <c>password</c>.</summary>
    private static bool IsCommon(string password)
    {
        var bare = password.ToLowerInvariant().TrimStart(Around).TrimEnd(Around);
        return !bare.Any(c => c > sbyte.MaxValue) && Common.Contains(string.Concat(bare.Select(Letter)));
    }

    private static readonly char[] Around = [.. "0123456789 !\"#%&'()*+,-./:;<=>?[\\]^_`{|}~"];

    private static char Letter(char c) =>
        c switch
        {
            '@' or '4' => 'a',
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '$' or '5' => 's',
            '7' => 't',
            _ => c,
        };

    // Letters without case, such as Chinese, count as a kind of their own with the signs.
    private static int KindsIn(string password) =>
        password
            .Select(c =>
                char.IsAsciiLetterLower(c) ? 0
                : char.IsAsciiLetterUpper(c) ? 1
                : char.IsAsciiDigit(c) ? 2
                : 3
            )
            .Distinct()
            .Count();
}
