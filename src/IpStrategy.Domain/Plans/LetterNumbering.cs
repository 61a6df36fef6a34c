using System.Globalization;
using System.Text.RegularExpressions;

namespace IpStrategy.Domain.Plans;

/// <summary>
/// 文号: how the letters that hand out assignments are numbered, such as <c>津知战办交办〔{year}〕{number}号</c>. Places: <c>{year}</c> the year of
/// issue, <c>{number}</c> runs through the year, <c>{assignment}</c> the number in the notice. <c>{number:000}</c> is filled up with zeros.
/// </summary>
public sealed partial class LetterNumbering
{
    public const string Standard = "交办〔{year}〕{number}号";

    private readonly string _pattern;

    private LetterNumbering(string pattern) => _pattern = pattern;

    /// <summary>The mistake in a pattern, in the words of whoever sets it; null where there is none.</summary>
    /// <remarks>Without <c>{year}</c> and <c>{number}</c> two letters would bear the same number.</remarks>
    public static string? MistakeIn(string pattern)
    {
        var places = Place().Matches(pattern).Select(m => m.Groups["name"].Value).ToList();
        var rest = Place().Replace(pattern, "");
        return rest.AsSpan().IndexOfAny('{', '}') >= 0 ? $"unknown place in '{pattern}'"
            : !places.Contains("year") ? "{year} is missing"
            : !places.Contains("number") ? "{number} is missing"
            : null;
    }

    /// <exception cref="ArgumentException">The pattern has a mistake.</exception>
    public static LetterNumbering Of(string pattern) =>
        MistakeIn(pattern) is { } mistake ? throw new ArgumentException(mistake, nameof(pattern)) : new(pattern);

    public string Number(int year, int sequence, int assignment) =>
        Place()
            .Replace(
                _pattern,
                m =>
                {
                    var value = m.Groups["name"].Value switch
                    {
                        "year" => year,
                        "number" => sequence,
                        _ => assignment,
                    };
                    return value.ToString("D" + Math.Max(1, m.Groups["zeros"].Length), CultureInfo.InvariantCulture);
                }
            );

    [GeneratedRegex(
        @"\{(?<name>year|number|assignment)(:(?<zeros>0{1,9}))?\}",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Place();
}
