using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;

namespace IpStrategy.Application.Plans;

/// <summary>
/// Finds assignments as people look for them: by number, by a piece of the text, by a body that takes part. Several words all have
/// to fit. Chinese has no spaces, so a word is found wherever it stands.
/// </summary>
public sealed class AssignmentWords(IpStrategyContext db, ReferenceTables reference)
{
    public const int MostCharacters = 100;

    // A word as common as 局 names every body; then the printed text alone decides.
    private const int MostBodies = 40;

    public IQueryable<Assignment> Matching(IQueryable<Assignment> rows, string words)
    {
        const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var word in words.Split((char[]?)null, Trimmed))
        {
            rows = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? WithNumber(rows, number, word)
                : WithWord(rows, word);
        }
        return rows;
    }

    /// <summary>Who types 50 wants the fiftieth, not every 500 家; where there is no such number, the text is meant.</summary>
    private static IQueryable<Assignment> WithNumber(IQueryable<Assignment> rows, int number, string word)
    {
        var numbered = rows.Where(a => a.Number == number);
        return rows.Where(a => a.Number == number || (a.Text.Contains(word) && !numbered.Any()));
    }

    private IQueryable<Assignment> WithWord(IQueryable<Assignment> rows, string word)
    {
        // Names of bodies as they are today and were then; members of a group are not in the printed clause.
        string[] codes =
        [
            .. reference
                .Directory.Agencies.Where(a =>
                    a.Aliases.Append(a.Name).Append(a.FullName).Any(n => n.Contains(word, StringComparison.Ordinal))
                )
                .Select(a => a.Code.Value)
                .Take(MostBodies + 1),
        ];
        if (codes.Length > MostBodies)
        {
            codes = [];
        }
        // Notices write PCT and IP in capitals; databases differ in what they take for the same letter.
        var (upper, lower) = (word.ToUpperInvariant(), word.ToLowerInvariant());
        return rows.Where(a =>
            a.Text.Contains(word)
            || a.Text.Contains(upper)
            || a.Text.Contains(lower)
            || a.Responsibility.Contains(word)
            || db.Undertakings.Any(u =>
                u.AssignmentId == a.Id
                && db.UndertakingAgencies.Any(p => p.UndertakingId == u.Id && codes.Contains(p.AgencyCode))
            )
        );
    }
}
