using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Web.Texts;

namespace IpStrategy.Web.Tests.Pages;

/// <summary>Both languages say the same things, and pages ask for no text that is not there.</summary>
public sealed partial class TextsTests
{
    private static readonly string Source = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../../../../src/IpStrategy.Web")
    );

    public static TheoryData<string> Names => ["Pages", "PagesSteps"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_languages_have_the_same_texts_with_the_same_places(string name)
    {
        var (chinese, english) = (TextsOf(name, ""), TextsOf(name, "en"));

        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(
            chinese,
            text =>
            {
                Assert.Equal(PlacesIn(text.Value), PlacesIn(english[text.Key]));
                Assert.NotEqual("", english[text.Key].Trim());
            }
        );
    }

    [Fact]
    public void Every_text_that_a_page_names_is_there()
    {
        var texts = TextsOf("Pages", "");
        var named = Sources().SelectMany(s => Named().Matches(s).Select(m => m.Groups["key"].Value)).ToHashSet();
        Assert.True(named.Count > 200);

        Assert.All(
            named,
            k =>
                Assert.Contains(
                    texts.Keys,
                    t => t == k || (k[^1] == '.' && t.StartsWith(k, StringComparison.Ordinal)) || t == k + ".One"
                )
        );
    }

    [Fact]
    public void No_text_waits_for_a_page_that_never_asks()
    {
        var sources = string.Concat(Sources());
        // Asked for by the first part and a value: Light.green, Post.Officer, Done.claim.
        var families = Family().Matches(sources).Select(m => m.Groups["key"].Value).ToHashSet();

        var silent = TextsOf("Pages", "")
            .Keys.Where(k => !sources.Contains($"\"{k}\"", StringComparison.Ordinal))
            .Where(k => !families.Any(f => k.StartsWith(f, StringComparison.Ordinal)))
            .Where(k => !k.EndsWith(".One", StringComparison.Ordinal) && !k.EndsWith("Text", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(silent);
    }

    [Fact]
    public void Every_step_field_and_choice_of_the_shipped_processes_has_its_words()
    {
        var texts = TextsOf("PagesSteps", "");
        foreach (var step in Steps.Select(StepRules.Of))
        {
            Assert.All(
                (string[])["Name", "Ask", "Button", "Then", "Opinion"],
                p => Assert.Contains($"{step.Step}.{p}", texts)
            );
            Assert.All(step.Fields, f => Assert.Contains($"field.{f.Name}", texts));
            Assert.All(step.Fields.SelectMany(f => f.Choices), c => Assert.Contains($"choice.{c}", texts));
        }
        Assert.All(Enum.GetNames<ReplyOutcome>(), o => Assert.Contains($"choice.{o}", texts));
    }

    [Fact]
    public void Every_kind_of_agency_post_and_message_has_its_words()
    {
        var texts = TextsOf("Pages", "");

        Assert.All(Enum.GetNames<AgencyKind>(), k => Assert.Contains($"Kind.{k}", texts));
        Assert.All(Enum.GetNames<Post>(), p => Assert.Contains($"Post.{p}", texts));
        Assert.All(
            Enum.GetNames<MessageKind>(),
            k =>
                Assert.Contains(
                    texts.Keys,
                    t => t.StartsWith($"Inbox.{char.ToLowerInvariant(k[0])}{k[1..]}", StringComparison.Ordinal)
                )
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("en")]
    public void Spreadsheets_take_and_give_posts_and_kinds_as_pages_call_them(string culture)
    {
        var texts = TextsOf("Pages", culture);
        var language = culture == "en" ? SheetLanguage.English : SheetLanguage.Chinese;

        Assert.All(Enum.GetValues<Post>(), p => Assert.Equal(texts[$"Post.{p}"], UserSheetWords.Of(p, language)));
        Assert.All(Enum.GetValues<Post>(), p => Assert.Equal(p, UserSheetWords.PostOf(texts[$"Post.{p}"])));
        if (language == SheetLanguage.Chinese)
        {
            Assert.All(Enum.GetValues<AgencyKind>(), k => Assert.Equal(k, AgencyKindWords.Of(texts[$"Kind.{k}"])));
        }
        string[] columns = ["Users.Col.UserName", "Users.Col.Name", "Users.Col.Post", "Users.AgencyCode"];
        Assert.Equal(columns.Select(c => texts[c]), UserSheetWords.Columns(language).Take(4).Select(c => c[0]));
    }

    [Fact]
    public void A_text_that_counts_knows_one_from_many()
    {
        using var _ = new Language("en");

        Assert.Equal("1 working day left", Wording.SayCount("Due.Left", 1));
        Assert.Equal("2 working days left", Wording.SayCount("Due.Left", 2));
    }

    [Fact]
    public void A_note_about_what_was_done_takes_no_key_from_outside()
    {
        Assert.Null(Wording.FindDone("Done.nonsense", []));
        Assert.Null(Wording.FindDone("Done.issue", ["69"]));
        Assert.Equal("已立项交办：69 项任务，114 件承办。", Wording.FindDone("Done.issue", ["69", "114"]));
    }

    private static IEnumerable<string> Steps =>
        TextsOf("PagesSteps", "").Keys.Where(k => k.EndsWith(".Name", StringComparison.Ordinal)).Select(k => k[..^5]);

    private static Dictionary<string, string> TextsOf(string name, string culture)
    {
        var set = new ResourceManager($"IpStrategy.Web.Resources.{name}", typeof(Wording).Assembly).GetResourceSet(
            CultureInfo.GetCultureInfo(culture),
            createIfNotExists: true,
            tryParents: false
        )!;
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private static IEnumerable<string> Sources() =>
        Directory
            .EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f =>
                !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/Api/", StringComparison.Ordinal)
            )
            .Select(File.ReadAllText);

    private static string PlacesIn(string text) =>
        string.Join(' ', Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"Say(Count)?\(\s*""(?<key>[A-Za-z0-9.]+)""")]
    private static partial Regex Named();

    [GeneratedRegex(@"\$?""(?<key>[A-Z][A-Za-z]+\.([A-Za-z]+\.)?)(""|\{)")]
    private static partial Regex Family();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    private sealed class Language : IDisposable
    {
        private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

        public Language(string name) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

        public void Dispose() => CultureInfo.CurrentUICulture = _before;
    }
}
