using System.Globalization;

namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>A rule as one word: <c>all</c>, <c>any</c>, <c>inTurn</c>, <c>share:60</c>.</summary>
public static class SigningRuleText
{
    public static string Of(SigningRule rule) =>
        rule switch
        {
            SigningRule.Any => "any",
            SigningRule.InTurn => "inTurn",
            SigningRule.Share s => string.Create(CultureInfo.InvariantCulture, $"share:{s.Percent}"),
            _ => "all",
        };

    /// <summary>Null for a text that is none.</summary>
    public static SigningRule? Read(string text) =>
        text.Split(':') switch
        {
            ["all"] => new SigningRule.All(),
            ["any"] => new SigningRule.Any(),
            ["inTurn"] => new SigningRule.InTurn(),
            ["share", var percent]
                when int.TryParse(percent, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
                    && p is >= 1 and <= 100 => new SigningRule.Share(p),
            _ => null,
        };
}
