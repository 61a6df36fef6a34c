using System.Text.RegularExpressions;

namespace IpStrategy.Conventions.Tests;

/// <summary>One word for one thing: docs/glossary.md holds code = 中文 = meaning = words to avoid.</summary>
public sealed partial class GlossaryTests
{
    private static readonly IReadOnlyList<Entry> Entries =
    [
        .. Repository.Lines("docs/glossary.md").Select(Read).OfType<Entry>(),
    ];

    [Fact]
    public void Every_word_has_its_chinese() =>
        Assert.All(Entries, e => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", e.Chinese));

    [Fact]
    public void No_word_stands_twice() => Assert.Equal(Entries.Count, Entries.Select(e => e.Code).Distinct().Count());

    [Fact]
    public void A_public_domain_type_that_is_one_word_stands_in_the_glossary()
    {
        var known = Entries.Select(e => e.Code).ToHashSet();
        var missing = Sources
            .Types.Where(t => t.Assembly == Sources.Domain && t is { IsPublic: true, IsNested: false } && !IsStatic(t))
            .Select(t => t.Name)
            .Where(n => OneWord().IsMatch(n) && !known.Contains(n));

        Assert.Empty(missing);
    }

    [Fact]
    public void No_type_bears_a_word_to_be_avoided()
    {
        var avoided = Entries.SelectMany(e => e.Avoided).ToHashSet();
        var breaches = Sources
            .Types.Where(t => t.Assembly != Sources.Workflow && avoided.Contains(t.Name))
            .Select(t => t.FullName);

        Assert.Empty(breaches);
    }

    [Fact]
    public void Every_word_is_used_in_the_code()
    {
        var text = string.Concat(Repository.Files("src", ".cs").Select(Repository.Read));
        var used = Identifier().Matches(text).Select(m => m.Value).ToHashSet();

        var unused = Entries.Select(e => e.Code).Where(c => !used.Any(u => u.Contains(c, StringComparison.Ordinal)));
        Assert.True(!unused.Any(), "No code uses: " + string.Join(", ", unused));
    }

    // A static class holds rules about a word; it is no thing of its own.
    private static bool IsStatic(Type type) => type is { IsAbstract: true, IsSealed: true };

    private static Entry? Read((int Number, string Text) line) =>
        line.Text.Split('|', StringSplitOptions.TrimEntries)
            is ["", ['`', .., '`'] code, var chinese, _, var avoided, ""]
            ? new Entry(code.Trim('`'), chinese, [.. Quoted().Matches(avoided).Select(m => m.Groups["word"].Value)])
            : null;

    private sealed record Entry(string Code, string Chinese, IReadOnlyList<string> Avoided);

    [GeneratedRegex("^[A-Z][a-z]+$")]
    private static partial Regex OneWord();

    [GeneratedRegex("`(?<word>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+\b")]
    private static partial Regex Identifier();
}
