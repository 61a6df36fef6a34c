using System.Text.RegularExpressions;

namespace IpStrategy.Conventions.Tests;

public sealed partial class LinksTests
{
    [Fact]
    public void Every_link_between_our_own_pages_leads_somewhere()
    {
        var dead =
            from page in Repository.Files(".", ".md")
            from line in Repository.Lines(page)
            from link in Link().Matches(line.Text)
            let target = link.Groups["target"].Value
            where
                !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Exists(page, target)
            select $"{page}:{line.Number}: {target}";

        Assert.Empty(dead);
    }

    private static bool Exists(string page, string target)
    {
        var (path, anchor) = target.Split('#', 2) is [var p, var a] ? (p, a) : (target, "");
        var file = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path);
        var full = Repository.PathOf(file);
        return anchor.Length == 0 ? Path.Exists(full) : File.Exists(full) && Headings(full).Contains(anchor);
    }

    // As the forges make them: lower case, punctuation dropped, spaces to hyphens.
    private static IEnumerable<string> Headings(string file) =>
        File.ReadLines(file)
            .Where(l => l.StartsWith('#'))
            .Select(l => Punctuation().Replace(l.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex Punctuation();
}
