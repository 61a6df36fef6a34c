using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IpStrategy.Testing;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Tests.Bpmn;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Tests.Validation;

/// <summary>What is written about the rules elsewhere: the table for authors, and the sentences in Chinese.</summary>
public sealed partial class CatalogueTests
{
    private static IEnumerable<Rule> Constraints => Of(typeof(Rules));

    [Fact]
    public void The_table_of_constraints_tells_every_rule_as_it_is()
    {
        var path = Repository.PathOf("docs", "bpmn-constraints.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var head = text[..text.IndexOf("| code |", StringComparison.Ordinal)];
        var wanted = head + Table();
        if (Snapshot.Updating)
        {
            File.WriteAllText(path, wanted);
            return;
        }

        Assert.Equal(wanted, text);
    }

    [Fact]
    public void Every_rule_has_a_sentence_in_Chinese_that_names_no_other_facts()
    {
        var texts = XDocument
            .Load(Repository.PathOf("src", "IpStrategy.Cli", "Workflows", "DiagnosticTexts.resx"))
            .Descendants("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);
        var rules = Constraints.Concat(Of(typeof(DecisionRules))).ToDictionary(r => r.Code);

        Assert.Empty(rules.Keys.Except(texts.Keys));
        Assert.Empty(texts.Keys.Except(rules.Keys));
        Assert.All(texts, t => Assert.Empty(Places(t.Value).Except(Places(rules[t.Key].Text))));
        Assert.All(texts, t => Assert.Matches(Han(), t.Value));
    }

    private static IEnumerable<Rule> Of(Type catalogue) =>
        catalogue.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Rule>();

    private static string Table()
    {
        var pairs = ConstraintPairs.All.ToLookup(p => p.Code);
        var table = new StringBuilder(
            "| code | clause | what is found | `ok` | `deployable` | pairs |\n| --- | --- | --- | --- | --- | --- |\n"
        );
        foreach (var rule in Constraints.OrderBy(r => r.Code, StringComparer.Ordinal))
        {
            var text = Place()
                .Replace(rule.Text, "…")
                .Replace("{{", "{", StringComparison.Ordinal)
                .Replace("}}", "}", StringComparison.Ordinal);
            var (ok, runs) = (rule.BreaksStandard ? "no" : "yes", rule.PreventsExecution ? "no" : "yes");
            var escaped = text.Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace("|", "\\|", StringComparison.Ordinal);
            table.Append(
                CultureInfo.InvariantCulture,
                $"| `{rule.Code}` | {rule.Clause} | {escaped} | {ok} | {runs} | {pairs[rule.Code].Count()} |\n"
            );
        }
        return table.ToString();
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"\{[0-9]\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Han();
}
